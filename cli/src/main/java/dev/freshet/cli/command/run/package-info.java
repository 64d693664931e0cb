/** Commands that run everything in one process, on a log or on a simulated shop. */
package dev.freshet.cli.command.run;
