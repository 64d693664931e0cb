/**
 * Request groups: the products that one request showed a customer and which of them went into the cart, when a group
 * closes, and with which delay it is trained.
 */
package dev.freshet.core.group;
