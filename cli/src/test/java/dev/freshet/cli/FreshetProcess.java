package dev.freshet.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line in a separate JVM, so that a test can kill it. */
final class FreshetProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Kafka on (127\\.0\\.0\\.1:\\d+)");

    /** The options of the test's JVM: both JVMs run for a short time. */
    private static final List<String> COMPILER_AND_COLLECTOR =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(argument -> argument.startsWith("-XX:"))
                    .toList();

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Process process;
    private final Path output;

    private FreshetProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static FreshetProcess start(Path output, List<String> arguments) throws IOException {
        return startBy(List.of(), output, arguments);
    }

    /** @param prefix a command that executes its arguments as a command */
    static FreshetProcess startBy(List<String> prefix, Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(COMPILER_AND_COLLECTOR);
        command.addAll(List.of(
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                ClassArchive.option(),
                "-cp",
                ClassArchive.path(),
                Freshet.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OPT_OUT_TRACKING", "true");
        return new FreshetProcess(builder.start(), output);
    }

    /** Waits for the exit status; fails with the output when the process takes longer than four minutes. */
    int exit() throws InterruptedException, IOException {
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running:\n" + output());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM, as a container's runtime does; returns the exit status. */
    int terminate() throws InterruptedException, IOException {
        process.destroy();
        return exit();
    }

    /** Waits until the pattern matches the output, as long as the process lives; returns the pattern's group. */
    String find(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Matcher matcher = pattern.matcher(output());
                            boolean found = matcher.find();
                            if (!found && !process.isAlive()) {
                                throw new AssertionError("ended without " + regex + ":\n" + output());
                            }
                            return found ? matcher.group(1) : null;
                        },
                        Objects::nonNull);
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal by name, such as STOP or CONT. */
    void signal(String name) throws InterruptedException, IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("SIG" + name + " could not be sent:\n" + output());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Address of the broker; null until it is up. */
    String broker() throws IOException {
        Matcher matcher = LISTENING.matcher(output());
        return matcher.find() ? matcher.group(1) : null;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
