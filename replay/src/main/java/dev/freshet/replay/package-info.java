/**
 * Replays a shop's log into the input topics in event time. The log and the settings alone determine the content of
 * each partition, whatever is killed or restarted in the meantime.
 */
package dev.freshet.replay;
