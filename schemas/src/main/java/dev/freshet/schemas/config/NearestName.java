package dev.freshet.schemas.config;

import java.util.Comparator;
import java.util.Set;

/** Finds the known name that a mistyped one is nearest to, by Levenshtein's edit distance. */
public final class NearestName {

    private NearestName() {}

    /** The nearest of the names; the first in order of the alphabet among equals. */
    public static String of(String mistyped, Set<String> names) {
        return names.stream()
                .min(Comparator.comparingInt((String name) -> distance(mistyped, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
