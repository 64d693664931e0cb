package dev.freshet.model.serving;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the users of something that is freed when the last of them is done; its owner is the first. */
final class RefCount {

    private final AtomicInteger users = new AtomicInteger(1);
    private final Runnable free;

    RefCount(Runnable free) {
        this.free = free;
    }

    /** Adds a user; false when it is freed already. */
    boolean retain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Takes a user away. */
    void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            free.run();
        } else if (left < 0) {
            throw new IllegalStateException("released more often than retained");
        }
    }
}
