package dev.freshet.trainer.evaluation;

import java.util.Locale;

/** The rankings that are evaluated side by side on the same groups. */
public enum Ranking {
    /** The newest version that could have served the request. */
    MODEL,
    /** The model's feature term alone. */
    TERM,
    /** The model's network alone. */
    NETWORK,
    /** The version that was published after the first day and learned nothing since; before that, the model. */
    FROZEN,
    /** Cart additions before the request. */
    POPULARITY,
    /** Recent cart additions before the request: online with a half-life of 7 days, offline those of 7 days. */
    RECENCY,
    /** How often the product is in the history that the group may see. */
    REPEAT,
    /** The same; of products that are in it equally often, the more popular one first. */
    REPEAT_THEN_POPULARITY,
    /** A weighted sum of six counts, learned online. */
    COUNTS_LOGIT,
    /** A hash of request and product: a random ranking. */
    RANDOM,
    /** The ranking of an {@link Oracle}, where there is one. */
    ORACLE;

    /** The ranking's name in metrics and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The ranking of a label.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Ranking of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
