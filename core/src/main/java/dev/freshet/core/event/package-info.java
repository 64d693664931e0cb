/** Actions of customers on products, and spans of event time. */
package dev.freshet.core.event;
