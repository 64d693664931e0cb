/** What a customer does with a product, and spans of event time. */
package dev.freshet.core.event;
