/**
 * A customer's positive events in order: what the history keeps, which window of it a request sees, and which events it must
 * not see.
 */
package dev.freshet.core.history;
