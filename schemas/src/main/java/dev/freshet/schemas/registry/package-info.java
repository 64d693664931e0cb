/** The schema registry: Confluent's client behind one interface, its settings, retries and errors. */
package dev.freshet.schemas.registry;
