/** Batches: training examples packed without padding into rows of the embedding tables. */
package dev.freshet.model.batch;
