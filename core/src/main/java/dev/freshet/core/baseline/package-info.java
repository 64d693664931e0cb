/** Rankings that only count, to compare a model with: product counts of a past moment and a logit over counts. */
package dev.freshet.core.baseline;
