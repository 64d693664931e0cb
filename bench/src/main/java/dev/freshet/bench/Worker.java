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
 * The process that takes one measurement, so that its peak memory is the measurement's alone. Arguments: train or memory,
 * scenario, steps, a file of batches or -. Says {@code step N} as it goes and at the end a line of JSON, or
 * {@code error} and the reason, whatever it is; traces go to stderr.
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
        } catch (Exception | Error e) { // whatever ends a measurement is to be told by who started it
            if (!(e instanceof BenchException)) {
                e.printStackTrace();
            }
            System.out.println(ChildProcess.ERROR + reason(e));
            System.exit(1);
        }
    }

    /** On one line: the message alone when the bench wrote it, else each cause with its kind. */
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

    /** How to start it: this process's Java and class path, libtorch on one thread. */
    static ChildProcess process(String kind, Scenario scenario, int steps, Path batches) {
        return new ChildProcess(
                "freshet " + scenario.label(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:-UseDynamicNumberOfCompilerThreads", // one that ends takes its time with it
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
