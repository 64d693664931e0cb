/**
 * Prequential evaluation: each request group is ranked by the version that could have served it and by baselines,
 * before the model trains on it.
 */
package dev.freshet.trainer.evaluation;
