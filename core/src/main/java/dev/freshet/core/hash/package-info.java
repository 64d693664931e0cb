/** Hashes that are the same on every machine and in every version. */
package dev.freshet.core.hash;
