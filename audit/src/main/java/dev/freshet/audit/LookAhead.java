package dev.freshet.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A sequence that can be looked at a little further than its next element. */
public final class LookAhead<T> {

    private final Iterator<T> rest;
    private final List<T> seen = new ArrayList<>();

    public LookAhead(Iterator<T> rest) {
        this.rest = rest;
    }

    /** The element {@code n} places ahead, from 0; null behind the end. */
    public T peek(int n) {
        while (seen.size() <= n && rest.hasNext()) {
            seen.add(rest.next());
        }
        return n < seen.size() ? seen.get(n) : null;
    }

    public void skip() {
        seen.remove(0);
    }
}
