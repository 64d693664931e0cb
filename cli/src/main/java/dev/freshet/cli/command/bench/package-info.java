/** Commands that measure training. */
package dev.freshet.cli.command.bench;
