package dev.freshet.audit;

import dev.freshet.core.hash.Hash64;

/**
 * Names of things by 64 bits. Of ten million things two share a name with a probability of 3 in a million, which would
 * show as a violation, never hide one that a count shows.
 */
public final class NameHash {

    private static final long SEED = 1;

    private NameHash() {}

    public static long of(String user, String id) {
        return Hash64.seeded(SEED).add(user).add(id).value();
    }

    public static long of(String user, long number) {
        return Hash64.seeded(SEED).add(user).add(number).value();
    }
}
