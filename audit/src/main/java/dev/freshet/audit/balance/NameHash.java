package dev.freshet.audit.balance;

import dev.freshet.core.hash.Hash64;

/**
 * 64-bit hashes of a customer's requests and events. Among ten million, two are equal with a probability of 3 in a
 * million; such a collision appears as a violation, and never hides a violation that a count shows.
 */
final class NameHash {

    private static final long SEED = 1;

    private NameHash() {}

    static long of(String user, String id) {
        return Hash64.seeded(SEED).add(user).add(id).value();
    }

    static long of(String user, long number) {
        return Hash64.seeded(SEED).add(user).add(number).value();
    }
}
