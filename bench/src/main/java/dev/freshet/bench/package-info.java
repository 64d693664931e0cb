/**
 * Measurements of the training step. They use the batches and fields of the reference's bench, first compare the losses with
 * those of its PyTorch model, and print the ratio to its times, measured in turn.
 */
package dev.freshet.bench;
