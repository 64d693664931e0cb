/** The {@code freshet} command: broker, registry, streams app, trainer and replay in one JVM, and what it reports. */
package dev.freshet.launcher;
