/**
 * Replays a shop's log into the input topics in event time. Log and settings alone decide the content of each partition,
 * whatever is killed or restarted meanwhile.
 */
package dev.freshet.replay;
