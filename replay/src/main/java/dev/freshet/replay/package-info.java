/**
 * Replays a shop's log into the input topics in event time. What each partition holds afterwards is a pure function of
 * the log and the settings, whatever is killed or restarted on the way.
 */
package dev.freshet.replay;
