/** Commands that run one app until they are stopped. */
package dev.freshet.cli.command.app;
