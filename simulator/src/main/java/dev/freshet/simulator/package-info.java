/**
 * A simulated shop: customers with tastes, products and seasons, and the log of events that they leave. The simulation
 * knows how much each product appealed, so an oracle can rank.
 */
package dev.freshet.simulator;
