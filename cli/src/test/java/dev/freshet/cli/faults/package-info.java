/** A whole shop in processes of its own, killed and frozen while it works, and what must be true afterwards. */
package dev.freshet.cli.faults;
