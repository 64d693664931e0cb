/**
 * Measurements of the training step, with the batches and fields of the reference's bench. A measurement first compares
 * the losses with those of the reference's PyTorch model. It can alternate with the reference's bench and then prints
 * the ratio of the times.
 */
package dev.freshet.bench;
