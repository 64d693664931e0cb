/** Publishes trained versions, each in one Kafka transaction with the offsets of its training examples. */
package dev.freshet.trainer.publish;
