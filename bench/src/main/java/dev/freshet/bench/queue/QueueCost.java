package dev.freshet.bench.queue;

import dev.freshet.bench.BenchException;

/** Measures what an event costs that adds one entry and lets one leave, while a number of entries is open. */
final class QueueCost {

    private static final double NANOS_PER_MICRO = 1e3;

    private QueueCost() {}

    /**
     * Opens the entries, then measures.
     *
     * @param open entries that are open at each event
     * @param events to measure
     * @return the mean, microseconds an event
     */
    static <T> double micros(OpenQueue<T> queue, int open, int events) {
        for (long i = 0; i < open; i++) {
            queue.add(queue.entry(i, i));
        }
        int left = 0;
        long begin = System.nanoTime();
        for (long i = 0; i < events; i++) {
            long watermark = i + 1;
            while (queue.take(watermark) != null) {
                left++;
            }
            queue.add(queue.entry(open + i, open + i));
        }
        double micros = (System.nanoTime() - begin) / NANOS_PER_MICRO / events;
        if (left != events) {
            throw new BenchException(left + " entries left during " + events + " events, so the time means nothing");
        }
        return micros;
    }
}
