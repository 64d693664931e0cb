/**
 * The Kafka Streams application. It decodes and validates events, keeps histories and request groups in state stores, emits
 * training examples and answers score requests with the newest model. Start reading at {@link FreshetTopology}.
 */
package dev.freshet.streams;
