/**
 * What freshness is worth in one shop: variants of the model that differ in one thing each, evaluated on the same groups in one
 * pass over a log.
 */
package dev.freshet.trainer.experiment;
