/** The command that sends a score request and prints its answer. */
package dev.freshet.cli.command.score;
