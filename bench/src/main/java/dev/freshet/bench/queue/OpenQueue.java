package dev.freshet.bench.queue;

import java.util.Comparator;

/** Entries of the streams app that are open until the watermark passes their time, in a store. */
interface OpenQueue<T> {

    /** An entry with a time, epoch milliseconds; each number makes another one. */
    T entry(long time, long number);

    /** The time of an entry. */
    long time(T entry);

    /** The order in which entries leave; by time first. */
    Comparator<T> order();

    void add(T entry);

    /** Removes and returns the first entry if its time is before the watermark; null when it is not. */
    T take(long watermark);
}
