/**
 * Replays a shop's log into the input topics in event time. The content of each partition afterwards is a pure function
 * of the log and the settings, whatever is killed or restarted meanwhile.
 */
package dev.freshet.replay;
