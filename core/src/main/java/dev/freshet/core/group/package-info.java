/**
 * Request groups: what one request showed a customer and what went into the cart from it, when a group closes, and
 * with which delay it is trained.
 */
package dev.freshet.core.group;
