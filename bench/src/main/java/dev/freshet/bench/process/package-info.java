/** The processes that measure: starts them, and reads their memory and processor time. */
package dev.freshet.bench.process;
