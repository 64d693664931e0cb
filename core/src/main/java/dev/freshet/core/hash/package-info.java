/** Hashes that are equal on every machine and in every version. */
package dev.freshet.core.hash;
