/**
 * Plays a shop's log file into the input topics in event time: rows become events, the first sight of a page becomes a
 * score request, and ticks move every partition. What each partition holds afterwards is a pure function of the file and
 * the settings, whatever was killed or restarted on the way.
 */
package dev.freshet.launcher.replay;
