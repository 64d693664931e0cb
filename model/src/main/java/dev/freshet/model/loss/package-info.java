/** Losses: next-positive item, feedback type and pairwise ranking, and the objective that adds them. */
package dev.freshet.model.loss;
