/** Fault tests: a whole shop in separate processes, killed and frozen during work, and the checks afterwards. */
package dev.freshet.cli.faults;
