package dev.freshet.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadTimesTest {

    private static final long WORK_NANOS = 50_000_000;
    private static final long SLACK_NANOS = 20_000_000; // Linux updates a thread's figure at timer ticks

    @TempDir
    private Path tasks;

    @Test
    void shouldCountEveryThread() throws InterruptedException {
        CountDownLatch worked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ThreadTimes before = ThreadTimes.now();
        Thread other = new Thread(() -> {
            work();
            worked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        worked.await();
        long both = ThreadTimes.now().since(before);
        over.countDown();
        other.join();
        assertThat(both).isGreaterThanOrEqualTo(WORK_NANOS - SLACK_NANOS);
    }

    @Test
    void shouldNotSubtractTheTimeOfAnEndedThread() {
        ThreadTimes before = new ThreadTimes(Map.of("1", 100L, "2", 9_000L, "3", 50L));
        ThreadTimes after = new ThreadTimes(Map.of("1", 130L, "3", 7L, "4", 5L));
        assertThat(after.since(before)).isEqualTo(30 + 7 + 5);
    }

    @Test
    void shouldSkipAThreadThatEndedAfterItWasListed() throws IOException {
        Files.createDirectory(tasks.resolve("1"));
        Files.writeString(Files.createDirectory(tasks.resolve("2")).resolve("schedstat"), "700 1 2\n");
        assertThat(ThreadTimes.read(tasks).nanos()).isEqualTo(Map.of("2", 700L));
    }

    @Test
    void shouldReportMissingTimes() throws IOException {
        Files.createDirectory(tasks.resolve("1"));
        assertThatThrownBy(() -> ThreadTimes.read(tasks))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining(tasks + "/*/schedstat");
    }

    /** Keeps the thread busy until its own CPU clock has advanced far enough. */
    private static void work() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - begin < WORK_NANOS) {
            Thread.onSpinWait();
        }
    }
}
