/** Audits of finished topics: what they share to read topics and to state a result. */
package dev.freshet.audit;
