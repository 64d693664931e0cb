/** The ordered stream of training examples: partitions merged by record time and cut into batches. */
package dev.freshet.trainer.stream;
