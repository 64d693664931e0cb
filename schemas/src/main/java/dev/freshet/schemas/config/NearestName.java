package dev.freshet.schemas.config;

import java.util.Comparator;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a mistyped one is nearest to, by Levenshtein's edit distance. */
public final class NearestName {

    private NearestName() {}

    /** The nearest of the names; among equally near names, the first in alphabetical order. */
    public static String of(String mistyped, Set<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparing((String name) -> distance.apply(mistyped, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }
}
