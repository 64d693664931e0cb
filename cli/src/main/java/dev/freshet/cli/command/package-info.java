/** Shared code of commands: connections, and the model that a command names. */
package dev.freshet.cli.command;
