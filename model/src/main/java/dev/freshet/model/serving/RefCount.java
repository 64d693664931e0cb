package dev.freshet.model.serving;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the users of something that is freed when the last of them is done; its owner is the first. */
final class RefCount {

    private final AtomicInteger users = new AtomicInteger(1);
    private final Runnable free;

    RefCount(Runnable free) {
        this.free = free;
    }

    /** Adds a user; returns false when the object is already freed. */
    boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Removes a user; the last one frees the object. */
    void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            free.run();
        } else if (left < 0) {
            throw new IllegalStateException("released more often than retained");
        }
    }
}
