/**
 * Measurements that check what they measure first. The training step: the batches of the reference's bench, the losses that
 * its PyTorch model gives on them, times and memory in its fields, and the ratio to it, measured in turn.
 */
package dev.freshet.bench;
