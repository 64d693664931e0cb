/** Actions of customers, and durations of event time. */
package dev.freshet.core.event;
