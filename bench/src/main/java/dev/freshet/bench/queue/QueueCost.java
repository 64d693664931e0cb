package dev.freshet.bench.queue;

import dev.freshet.bench.BenchException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Measures what an event costs that adds one entry and lets one leave, while a number of entries is open: the thread's
 * processor time, which other work on the machine moves little.
 */
final class QueueCost {

    private static final double NANOS_PER_HUNDREDTH = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private QueueCost() {}

    /**
     * Opens the entries, then measures.
     *
     * @param open entries that are open at each event
     * @param events to measure
     * @return the mean, microseconds an event, to a hundredth
     */
    static <T> double micros(OpenQueue<T> queue, int open, int events) {
        for (long i = 0; i < open; i++) {
            queue.add(queue.entry(i, i));
        }
        int left = 0;
        long begin = THREADS.getCurrentThreadCpuTime();
        for (long i = 0; i < events; i++) {
            long watermark = i + 1;
            while (queue.take(watermark) != null) {
                left++;
            }
            queue.add(queue.entry(open + i, open + i));
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        if (left != events) {
            throw new BenchException(left + " entries left during " + events + " events, so the time means nothing");
        }
        return Math.round(nanos / NANOS_PER_HUNDREDTH / events) / 100.0;
    }
}
