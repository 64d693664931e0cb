package dev.freshet.bench;

import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The reference's bench.py: the command that starts it, without its options. */
record ReferencePeer(List<String> command) {

    /** Splits at blanks. */
    static ReferencePeer of(String command) {
        return new ReferencePeer(List.of(command.trim().split("\\s+", -1)));
    }

    /** One scenario on the same batches, threads and malloc settings. */
    Measurement measure(Scenario scenario, int steps, Path batches, Consumer<String> progress) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--scenarios", scenario.label(), "--threads", String.valueOf(ChildProcess.THREADS)));
        whole.addAll(List.of("--malloc", "tuned", "--steps", String.valueOf(steps), "--batches", batches.toString()));
        String name = "pytorch " + scenario.label();
        progress.accept(name + ": running");
        BenchReport report = new ChildProcess(name, whole).run(BenchReport.class, progress);
        if (report.results() == null
                || report.results().size() != 1
                || report.results().get(0).steps() == 0) {
            throw new BenchException(name + " gave no result; run it by hand: " + String.join(" ", whole));
        }
        return report.results().get(0);
    }
}
