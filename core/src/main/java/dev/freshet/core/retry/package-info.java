/** Waiting: pauses between attempts, and a limit on the time without progress. */
package dev.freshet.core.retry;
