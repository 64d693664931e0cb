package dev.freshet.trainer.evaluation;

/**
 * A published version as the evaluation uses it.
 *
 * @param version number of training steps
 * @param scorer how it ranks
 */
public record ServingVersion(long version, Scorer scorer) {}
