/** The ordered stream of training examples: merges partitions by record time and cuts batches. */
package dev.freshet.trainer.stream;
