/**
 * Everything that crosses a process boundary: the generated Avro records, their wire format, the topics, and how a model
 * version travels through Kafka.
 */
package dev.freshet.schemas;
