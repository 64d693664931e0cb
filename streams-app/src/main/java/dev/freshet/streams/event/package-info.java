/**
 * Processors of user-events: decode and validate, advance the watermark, keep histories and request groups, emit training
 * examples.
 */
package dev.freshet.streams.event;
