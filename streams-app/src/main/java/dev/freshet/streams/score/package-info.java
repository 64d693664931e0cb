/** Processors of score-requests: decode, rank with the newest model version, answer. */
package dev.freshet.streams.score;
