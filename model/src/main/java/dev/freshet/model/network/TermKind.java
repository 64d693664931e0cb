package dev.freshet.model.network;

import java.util.Locale;

/** The feature term of the ranking logit: what reads the live features of a product. */
public enum TermKind {
    /** No term: the reference's model. */
    OFF,
    /** A weighted sum of the scaled features. */
    LINEAR,
    /** A small network beside a weighted sum, both of the features and of their place on the page. */
    MLP;

    /** The kind of a setting's value. */
    public static TermKind of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    /** The setting's value. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
