/** Audits of topics: does what was counted lie there, and does the log give what was emitted. */
package dev.freshet.launcher.audit;
