/**
 * Processors of user-events: decode and validate, move the watermark, keep histories and request groups, emit training
 * examples.
 */
package dev.freshet.streams.event;
