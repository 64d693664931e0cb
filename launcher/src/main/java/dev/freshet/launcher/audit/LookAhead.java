package dev.freshet.launcher.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A sequence that can be looked at a little further than its next element. */
final class LookAhead<T> {

    private final Iterator<T> rest;
    private final List<T> seen = new ArrayList<>();

    LookAhead(Iterator<T> rest) {
        this.rest = rest;
    }

    /** The element {@code n} places ahead, from 0; null behind the end. */
    T peek(int n) {
        while (seen.size() <= n && rest.hasNext()) {
            seen.add(rest.next());
        }
        return n < seen.size() ? seen.get(n) : null;
    }

    void skip() {
        seen.remove(0);
    }
}
