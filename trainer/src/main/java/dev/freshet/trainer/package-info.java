/**
 * Online training: merges the partitions of training-examples into one order, judges every request group before it is
 * trained on, takes steps and publishes versions. Everything is a function of the records, so a restarted trainer ends
 * with the very weights and results of one that never stopped.
 */
package dev.freshet.trainer;
