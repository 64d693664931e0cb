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
 * Processor time of each thread of this process at a moment, as Linux counts it; the JVM's own figure moves by 10 ms.
 * Threads of the JVM's compiler and garbage collector are among them.
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
     * CPU times of the threads of a process.
     *
     * @param tasks a directory with one directory a thread
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

    /** A thread may end after it was listed; then its file is gone or cannot be read to the end. */
    private static void requireEnded(Path thread, IOException e) throws IOException {
        if (!(e instanceof NoSuchFileException) && Files.exists(thread)) {
            throw e;
        }
    }

    /**
     * Nanoseconds of processor that the threads which live now have taken since. What a thread took that ended in between
     * is not in it, so it is never less than nothing.
     */
    public long since(ThreadTimes before) {
        return nanos.entrySet().stream()
                .mapToLong(now -> taken(before.nanos.getOrDefault(now.getKey(), 0L), now.getValue()))
                .sum();
    }

    /** An id whose time went back belongs to another thread now. */
    private static long taken(long before, long now) {
        return now < before ? now : now - before;
    }
}
