package dev.freshet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.batch.BatchFile;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.process.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that takes one measurement, so that its peak memory belongs to the measurement alone. Arguments: train or
 * memory, scenario, steps, and a file of batches or -. Prints {@code step N} after each step, and at the end a line of
 * JSON, or {@code error} and the reason for any failure. Stack traces go to stderr.
 */
final class Worker {

    private static final String GENERATED = "-";

    private Worker() {}

    public static void main(String[] args) {
        try {
            Scenario scenario = Scenario.of(args[1]);
            int steps = Integer.parseInt(args[2]);
            Path file = args[3].equals(GENERATED) ? null : Path.of(args[3]);
            Object result = args[0].equals("memory")
                    ? MemoryRun.measure(scenario, BatchFile.of(file, scenario), steps, Worker::step)
                    : TrainRun.measure(scenario, BatchFile.of(file, scenario), steps, Worker::step);
            System.out.println(new ObjectMapper().writeValueAsString(result));
        } catch (Exception | Error e) { // the parent process reports any failure
            if (!(e instanceof BenchException)) {
                e.printStackTrace();
            }
            System.out.println(ChildProcess.ERROR + reason(e));
            System.exit(1);
        }
    }

    /** The reason on one line: the message alone of a BenchException, else every cause with its class. */
    static String reason(Throwable e) {
        String reason = e instanceof BenchException
                ? e.getMessage()
                : Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                        .map(Throwable::toString)
                        .collect(Collectors.joining(", because of "));
        return reason.lines().collect(Collectors.joining(" / "));
    }

    private static void step(int number) {
        System.out.println(ChildProcess.STEP + number);
    }

    /** A worker with this process's Java and class path, and libtorch on one thread. */
    static ChildProcess process(String kind, Scenario scenario, int steps, Path batches) {
        return new ChildProcess(
                "freshet " + scenario.label(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:-UseDynamicNumberOfCompilerThreads", // the CPU time of a thread that ends is lost
                        "-Dai.djl.offline=true",
                        "-Dai.djl.pytorch.num_threads=" + ChildProcess.THREADS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        kind,
                        scenario.label(),
                        String.valueOf(steps),
                        batches == null ? GENERATED : batches.toAbsolutePath().toString()));
    }
}
