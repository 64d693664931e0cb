/** Shared code of tests: a broker for the whole run, and seeded logs of a small shop. */
package dev.freshet.testkit;
