/** Settings of the commands: reads them from file, environment and command line, checks and prints them. */
package dev.freshet.cli.settings;
