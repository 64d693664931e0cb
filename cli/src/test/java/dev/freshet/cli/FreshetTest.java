package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.replay.LogRefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FreshetTest {

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowHelp() {
        assertThat(run("run", "--help")).isZero();
        assertThat(out.toString())
                .contains("--until-end", "--data-dir", "replay.column.user", "delay.policy", "Ctrl-C");
    }

    @Test
    void shouldShowTheHelpOfReplay() {
        assertThat(run("replay", "--help")).isZero();
        assertThat(out.toString()).contains("--bootstrap-servers", "--speed", "--on-error", "Parquet", "Ctrl-C");
    }

    @Test
    void shouldRefuseAnInvalidSpeed() {
        assertThat(run("replay", "a.csv", "--speed", "fast")).isEqualTo(1);
        assertThat(err.toString()).contains("replay.speed", "60x");
    }

    @Test
    void shouldDistinguishWrongUsageFromFailure() {
        assertThat(run("run")).isEqualTo(2);
        assertThat(err.toString()).contains("FILE");
        assertThat(run("run", dir.resolve("none.csv").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("freshet: " + dir.resolve("none.csv") + ": no such file");
    }

    @Test
    void shouldRefuseAnUnknownSettingInOneLine() {
        assertThat(run("run", "a.csv", "--set", "sed=1")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("freshet: unknown setting 'sed'; did you mean seed?");
    }

    @Test
    void shouldRefuseAnUnwritableReportBeforeItReadsTheLog() {
        assertThat(run(
                        "run",
                        "a.csv",
                        "--report",
                        dir.resolve("none/report.json").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none/report.json", "there is no directory " + dir.resolve("none"));
        assertThat(run("run", "a.csv", "--report", dir.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("it is a directory");
    }

    @Test
    void shouldNotCreateADataDirectoryForARefusedLog() {
        run(
                "run",
                dir.resolve("none.csv").toString(),
                "--data-dir",
                dir.resolve("data").toString());
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void shouldPrintAFailureAndItsCause() {
        Throwable failure = new CommandFailure("the run ends", new IllegalStateException("disk full"));
        assertThat(CommandFailure.explain(failure)).isEqualTo("the run ends (disk full)");
        assertThat(CommandFailure.explain(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void shouldNameTheOptionsThatMayHelpARefusedLog() {
        Throwable refused = new LogRefusedException("no column 'page'", List.of("a=b", "a="));
        assertThat(CommandFailure.explain(new CommandFailure("the run ends", refused)))
                .isEqualTo("the run ends (no column 'page'); try --set a=b or --set a=");
        assertThat(CommandFailure.explain(new LogRefusedException("empty"))).isEqualTo("empty");
    }

    private int run(String... args) {
        CommandLine command = Freshet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(args);
    }
}
