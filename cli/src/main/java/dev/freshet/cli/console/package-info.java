/** What the user sees while a command runs: lines, progress, logs, the way it ends. */
package dev.freshet.cli.console;
