package dev.freshet.testkit.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class in a separate JVM. A test can kill, freeze and thaw it. */
public final class ChildJvm implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 900;

    private final Process process;
    private final Path output;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the class and appends its output to a file. It does not outlive this JVM.
     *
     * @param options of the JVM
     */
    public static ChildJvm start(
            Path output, List<String> options, String classPath, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("OPT_OUT_TRACKING", "true");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ChildJvm(process, output);
    }

    /** Sends SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGSTOP: the process keeps its memory and connections and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Sends SIGCONT: the process continues as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** Sends SIGTERM, as a container's runtime does; returns the exit status. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return exit();
    }

    /**
     * Waits for the process to end.
     *
     * @return its exit status
     * @throws AssertionError with its output when it does not end within five minutes
     */
    public int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + output());
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The output of this process and of its predecessors with the same file. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + name + " ends with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before SIG" + name, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
