/** The {@code freshet} command. */
package dev.freshet.cli;
