/**
 * The replay audit processes the events of a topic again in a scratch broker and compares the training examples.
 */
package dev.freshet.audit.replay;
