package dev.freshet.bench.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A measurement in a separate process, with the malloc settings and one thread. The last line of JSON in its output is
 * the result.
 */
public record ChildProcess(String name, List<String> command) {

    /** Threads of a measured process: the reference is measured on one, too. */
    public static final int THREADS = 1;

    public static final String STEP = "step ";
    public static final String ERROR = "error ";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int TAIL = 5;

    /**
     * Runs the process to its end.
     *
     * @param progress receives each step that the process reports
     * @throws BenchException with the last lines of the output when the process fails
     */
    public <T> T run(Class<T> type, Consumer<String> progress) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Malloc.TUNED);
            for (String threads : List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
                builder.environment().put(threads, String.valueOf(THREADS));
            }
            builder.environment().put("OPT_OUT_TRACKING", "true"); // else DJL contacts a cloud address
            Process process = builder.start();
            try {
                Output output = Output.read(process, name, progress);
                return output.result(name, process.waitFor(), type);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new BenchException(
                    name + " cannot be run as " + String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException(name + " was interrupted", e);
        }
    }

    /** The last line of JSON, and the last lines of the output. */
    private record Output(String json, String tail) {

        static Output read(Process process, String name, Consumer<String> progress) throws IOException {
            String json = null;
            Deque<String> tail = new ArrayDeque<>();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(STEP)) {
                        progress.accept(name + ": " + line);
                    } else if (line.startsWith("{")) {
                        json = line;
                    } else if (line.startsWith(ERROR)) {
                        throw new BenchException(line.substring(ERROR.length()));
                    } else {
                        tail.add(line);
                        if (tail.size() > TAIL) {
                            tail.remove();
                        }
                    }
                }
            }
            return new Output(json, String.join(" / ", tail));
        }

        <T> T result(String name, int exit, Class<T> type) throws IOException {
            if (exit != 0 || json == null) {
                throw new BenchException(name + " ended with exit code " + exit + " and no result; it said: " + tail);
            }
            return JSON.readValue(json, type);
        }
    }
}
