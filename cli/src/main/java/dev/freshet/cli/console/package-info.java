/** Console output of a command: lines, progress and logs; and the end of the process. */
package dev.freshet.cli.console;
