package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.batch.Scenario;
import dev.freshet.bench.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static ChildProcess shell(String script) {
        return new ChildProcess("it", List.of("sh", "-c", script));
    }

    @Test
    void shouldReturnTheLastLineOfJsonAndReportSteps() {
        List<String> told = new ArrayList<>();
        Map<?, ?> result = shell("echo step 1; echo words; echo '{\"a\": 1}'; echo '{\"a\": 2}'; echo step 2")
                .run(Map.class, told::add);
        assertThat(result.get("a")).isEqualTo(2);
        assertThat(told).containsExactly("it: step 1", "it: step 2");
    }

    @Test
    void shouldRunUnderTheMallocSettingsOnOneThread() {
        Map<?, ?> result = shell("echo \"{\\\"a\\\": \\\"$MALLOC_ARENA_MAX $OMP_NUM_THREADS\\\"}\"")
                .run(Map.class, line -> {});
        assertThat(result.get("a")).isEqualTo("1 1");
    }

    @Test
    void shouldQuoteTheOutputOfAFailedProcess() {
        assertThatThrownBy(() -> shell("echo no torch here >&2; exit 3").run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("it ended with exit code 3", "no torch here");
        assertThatThrownBy(() -> new ChildProcess("it", List.of("/no/such/program")).run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContainingAll("it cannot be run", "/no/such/program");
    }

    @Test
    void shouldReportAProblemThatTheWorkerNames() {
        Path missing = Path.of("no", "batches.json");
        assertThatThrownBy(() ->
                        Worker.process("train", Scenario.FINETUNE, 1, missing).run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("batches.json: no such file");
    }

    @Test
    void shouldReportEveryOtherFailureOfTheWorker() {
        ChildProcess whole = Worker.process("train", Scenario.FINETUNE, 1, null);
        assertThatThrownBy(() -> changed(whole, "finetune", "nonsense").run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no scenario is called nonsense");
        assertThatThrownBy(() -> changed(whole, "1", "many").run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("NumberFormatException: For input string: \"many\"");
        assertThatThrownBy(() -> changed(whole, "-Xmx512m", "-Xmx12m").run(Map.class, line -> {}))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("OutOfMemoryError: Java heap space");
    }

    @Test
    void shouldNameEveryCauseOnOneLine() {
        Throwable failure =
                new IllegalStateException("no engine", new UnsatisfiedLinkError("libtorch.so:\nno such file"));
        assertThat(Worker.reason(failure))
                .isEqualTo("java.lang.IllegalStateException: no engine, because of java.lang.UnsatisfiedLinkError:"
                        + " libtorch.so: / no such file");
    }

    private static ChildProcess changed(ChildProcess process, String argument, String instead) {
        List<String> command = process.command().stream()
                .map(word -> word.equals(argument) ? instead : word)
                .toList();
        assertThat(command).isNotEqualTo(process.command());
        return new ChildProcess(process.name(), command);
    }
}
