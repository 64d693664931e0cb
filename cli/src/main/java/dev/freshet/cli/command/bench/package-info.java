/** Commands that measure. */
package dev.freshet.cli.command.bench;
