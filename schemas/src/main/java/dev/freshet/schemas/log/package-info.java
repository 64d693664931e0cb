/** Readers of committed topics. */
package dev.freshet.schemas.log;
