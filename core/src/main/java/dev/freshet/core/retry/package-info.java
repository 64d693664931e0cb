/** Waiting: pauses between attempts, and how long nothing may move. */
package dev.freshet.core.retry;
