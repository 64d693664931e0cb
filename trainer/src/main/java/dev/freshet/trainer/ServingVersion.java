package dev.freshet.trainer;

/**
 * A published version as it judges.
 *
 * @param version steps trained
 * @param scorer how it ranks
 */
record ServingVersion(long version, Scorer scorer) {}
