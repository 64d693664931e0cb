/** Commands that measure training and the streams app. */
package dev.freshet.cli.command.bench;
