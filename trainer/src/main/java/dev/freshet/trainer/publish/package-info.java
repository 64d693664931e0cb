/** Publication of trained versions, each in one Kafka transaction with the offsets of the examples that it was trained on. */
package dev.freshet.trainer.publish;
