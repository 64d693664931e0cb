/**
 * Prequential evaluation: the version that could have served a request group ranks it, beside baselines, before the model
 * trains on it.
 */
package dev.freshet.trainer.evaluation;
