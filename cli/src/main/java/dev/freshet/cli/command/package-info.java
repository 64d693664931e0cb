/** Code that commands share: connections, and the model that a command names. */
package dev.freshet.cli.command;
