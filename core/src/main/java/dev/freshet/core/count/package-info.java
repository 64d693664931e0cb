/** Counts that decay. */
package dev.freshet.core.count;
