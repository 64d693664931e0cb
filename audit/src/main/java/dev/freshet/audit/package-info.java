/** Shared code of the audits of finished topics: readers of topics, violations, results. */
package dev.freshet.audit;
