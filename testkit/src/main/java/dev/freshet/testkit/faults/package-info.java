/**
 * Real faults for tests: child JVMs that a test kills or freezes, a network that fails, and schedules of both from a seed.
 */
package dev.freshet.testkit.faults;
