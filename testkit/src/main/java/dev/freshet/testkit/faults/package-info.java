/** Real faults for tests: child JVMs that are killed or frozen, a network that fails, and schedules of both from a seed. */
package dev.freshet.testkit.faults;
