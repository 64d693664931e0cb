/** The replay audit reprocesses the events of a topic in a scratch broker and compares the training examples. */
package dev.freshet.audit.replay;
