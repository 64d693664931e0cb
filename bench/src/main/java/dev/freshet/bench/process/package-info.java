/** The processes that measure: started, their memory and their processor time. */
package dev.freshet.bench.process;
