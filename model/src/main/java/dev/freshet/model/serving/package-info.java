/** A model version that ranks candidates and retrieves products, immutable and safe for many threads. */
package dev.freshet.model.serving;
