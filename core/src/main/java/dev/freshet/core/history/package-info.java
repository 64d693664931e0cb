/**
 * A customer's positive events in order: which are kept, which window of them a request sees, and which it must not
 * see.
 */
package dev.freshet.core.history;
