/**
 * A customer's positive events in order: what is kept of them, which window of them a request sees, and which of them
 * it must not see.
 */
package dev.freshet.core.history;
