package dev.freshet.bench.process;

import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Processor time of each thread of this process at one moment, as counted by Linux; the JVM's figure has a resolution
 * of 10 ms. Includes the JVM's compiler and garbage collector threads.
 *
 * @param nanos by thread id
 */
public record ThreadTimes(Map<String, Long> nanos) {

    private static final Path TASKS = Path.of("/proc/self/task");

    public ThreadTimes {
        nanos = Map.copyOf(nanos);
    }

    public static ThreadTimes now() {
        return read(TASKS);
    }

    /**
     * Reads the processor times of the threads of a process.
     *
     * @param tasks a directory with one directory for each thread
     */
    public static ThreadTimes read(Path tasks) {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                try {
                    String schedstat = Files.readString(thread.resolve("schedstat"));
                    nanos.put(
                            thread.getFileName().toString(),
                            Long.parseLong(schedstat.substring(0, schedstat.indexOf(' '))));
                } catch (IOException e) {
                    requireEnded(thread, e);
                }
            }
        } catch (IOException e) {
            throw new BenchException("the bench reads " + tasks + "/*/schedstat: " + e.getMessage(), e);
        }
        if (nanos.isEmpty()) {
            throw new BenchException("the bench reads " + tasks + "/*/schedstat, which this kernel does not write");
        }
        return new ThreadTimes(nanos);
    }

    /** Accepts the failure if the thread has ended since it was listed: its file is then gone or unreadable. */
    private static void requireEnded(Path thread, IOException e) throws IOException {
        if (!(e instanceof NoSuchFileException) && Files.exists(thread)) {
            throw e;
        }
    }

    /**
     * Processor time, in nanoseconds, that the present threads have used since. Excludes threads that ended in between,
     * so the result is never negative.
     */
    public long since(ThreadTimes before) {
        return nanos.entrySet().stream()
                .mapToLong(now -> taken(before.nanos.getOrDefault(now.getKey(), 0L), now.getValue()))
                .sum();
    }

    /** If the time of an id decreases, the id belongs to a new thread. */
    private static long taken(long before, long now) {
        return now < before ? now : now - before;
    }
}
