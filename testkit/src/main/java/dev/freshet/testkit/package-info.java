/** What tests of several modules share: a broker for the run, and seeded logs of a small shop. */
package dev.freshet.testkit;
