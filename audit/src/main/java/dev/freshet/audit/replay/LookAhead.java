package dev.freshet.audit.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** An iterator that shows elements beyond the next one. */
final class LookAhead<T> {

    private final Iterator<T> rest;
    private final List<T> seen = new ArrayList<>();

    LookAhead(Iterator<T> rest) {
        this.rest = rest;
    }

    /** The element {@code n} places ahead, counted from 0; null beyond the end. */
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
