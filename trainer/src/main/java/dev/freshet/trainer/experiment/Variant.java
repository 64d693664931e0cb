package dev.freshet.trainer.experiment;

/**
 * One thing that an experiment evaluates.
 *
 * @param question what the variants of its table vary
 * @param name in tables, such as "10 min late"
 */
public record Variant(Question question, String name) {}
