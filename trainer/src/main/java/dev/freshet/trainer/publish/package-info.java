/** Publication of trained versions, each in one Kafka transaction with the offsets that it has learned from. */
package dev.freshet.trainer.publish;
