/**
 * A Kafka broker and a schema registry inside this JVM, for development, demonstrations and tests. The broker is Kafka's own
 * server as a single KRaft node. The registry speaks Confluent's REST API and keeps its schemas in Kafka.
 */
package dev.freshet.embedded;
