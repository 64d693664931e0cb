/** Settings of the commands: file, environment and command line, checked and printed. */
package dev.freshet.cli.settings;
