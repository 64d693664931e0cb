/**
 * A simulated shop for {@code freshet demo}: customers, products, and what the ones do with the others, as a log of
 * events; and what only the simulation knows, how much each product shown appealed to the customer.
 */
package dev.freshet.launcher.demo;
