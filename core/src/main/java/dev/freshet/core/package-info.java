/**
 * The rules of Freshet without Kafka and without tensors: event order, history window, request groups, labels, delays,
 * example assembly, vocabulary, NDCG and hashing. Everything here is a pure function of records in the log.
 */
package dev.freshet.core;
