package dev.freshet.bench;

import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The reference's bench.py. */
record ReferencePeer(List<String> command) {

    /** Splits the command at spaces. */
    static ReferencePeer of(String command) {
        return new ReferencePeer(List.of(command.trim().split("\\s+", -1)));
    }

    /** Measures a scenario on the same batches, with the same threads and malloc settings. */
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
