/**
 * Request groups: what one request showed a customer, what the customer put into the cart from it, when a group closes, and
 * with which delay the model trains on it.
 */
package dev.freshet.core.group;
