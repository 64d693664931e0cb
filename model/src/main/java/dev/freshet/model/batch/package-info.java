/** Batches: training examples, packed without padding, as rows of the embedding tables. */
package dev.freshet.model.batch;
