package dev.freshet.core.history;

import dev.freshet.core.hash.Hash64;

/** Marks history events with the request that they belong to, in four bytes. */
public final class RequestMarks {

    private RequestMarks() {}

    /** A non-zero hash of a request id; 0 when there is none. A collision hides one event from one group in 2^32. */
    public static int hash(String requestId) {
        if (requestId == null) {
            return 0;
        }
        int h = (int) Hash64.seeded(0).add(requestId).value();
        return h == 0 ? 1 : h;
    }
}
