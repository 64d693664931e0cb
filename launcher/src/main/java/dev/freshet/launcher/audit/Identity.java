package dev.freshet.launcher.audit;

import dev.freshet.core.Hash64;

/**
 * Names of things by 64 bits. Of ten million things two share a name with a probability of 3 in a million, which would
 * show as a violation, never hide one that a count shows.
 */
final class Identity {

    private static final long SEED = 1;

    private Identity() {}

    static long of(String user, String id) {
        return Hash64.seeded(SEED).add(user).add(id).value();
    }

    static long of(String user, long number) {
        return Hash64.seeded(SEED).add(user).add(number).value();
    }
}
