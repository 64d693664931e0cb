/**
 * The replay audit: the events of a topic, processed again in a scratch broker, give the same training examples.
 */
package dev.freshet.audit.replay;
