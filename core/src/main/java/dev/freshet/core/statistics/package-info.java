/** Product statistics: what all customers did with each product, in counts and pairs that decay. */
package dev.freshet.core.statistics;
