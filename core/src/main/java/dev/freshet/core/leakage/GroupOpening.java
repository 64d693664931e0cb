package dev.freshet.core.leakage;

/**
 * The record that opened a request group.
 *
 * @param requestId the request
 * @param timestamp the group's date, epoch milliseconds UTC
 * @param offset of the record in the log
 * @param order of the event among the applied events
 */
record GroupOpening(String requestId, long timestamp, long offset, long order) {}
