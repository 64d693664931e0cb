/**
 * A simulated shop: customers with tastes, products and seasons, and the log of their events. The simulation knows the
 * appeal of each product, so an oracle can rank.
 */
package dev.freshet.simulator;
