/** Ranking metrics. */
package dev.freshet.core.metric;
