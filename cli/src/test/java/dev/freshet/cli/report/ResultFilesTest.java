package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    private static final RankingCurve CURVE =
            new RankingCurve(List.of(new RankingPoint(0, 60, Map.of("model", 0.5, "random", 0.25))));

    private static final Report REPORT = new Report(
            null, null, null, 3, null, null, null, null, null, null, null, null, null, null, null, null, null);

    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private final Console console = new Console(new PrintWriter(output), false);

    @Test
    void shouldDrawBesideTheReportOrInTheDataDirectory() {
        Path data = Path.of("data");
        assertThat(ResultFiles.of(Optional.empty(), Optional.empty(), data))
                .isEqualTo(new ResultFiles(
                        Optional.empty(), List.of(Path.of("data/ndcg10.svg"), Path.of("data/ndcg10.png"))));
        assertThat(curves(Path.of("reports/monday.json")))
                .containsExactly(Path.of("reports/monday.svg"), Path.of("reports/monday.png"));
        assertThat(curves(Path.of("report"))).containsExactly(Path.of("report.svg"), Path.of("report.png"));
        assertThat(ResultFiles.of(Optional.of(Path.of("r.json")), Optional.of(Path.of("c.png")), data)
                        .curves())
                .containsExactly(Path.of("c.png"));
    }

    @Test
    void shouldNotDrawOverTheReport() {
        for (String name : List.of("report.svg", "report.png", ".json", ".svg")) {
            assertThat(curves(Path.of(name))).hasSize(2).doesNotContain(Path.of(name));
        }
    }

    @Test
    void shouldWriteTheReportAndBothCurvesAndNameThem() throws IOException {
        Path report = dir.resolve("r.json");
        ResultFiles.of(Optional.of(report), Optional.empty(), dir).write(REPORT, CURVE, console);
        assertThat(report).content().contains("\"model_versions\" : 3");
        assertThat(Files.readString(dir.resolve("r.svg"))).contains("<svg");
        assertThat(Files.readAllBytes(dir.resolve("r.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(output.toString().lines())
                .containsExactly(
                        "report              " + report,
                        "curve               " + dir.resolve("r.svg"),
                        "curve               " + dir.resolve("r.png"));
    }

    @Test
    void shouldKeepTheReportWhenACurveCannotBeWritten() throws IOException {
        Path report = dir.resolve("r.json");
        Files.createDirectories(dir.resolve("r.svg/full"));
        ResultFiles.of(Optional.of(report), Optional.empty(), dir).write(REPORT, CURVE, console);
        assertThat(report).exists();
        assertThat(dir.resolve("r.png")).exists();
        assertThat(output.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("curve               none: " + dir.resolve("r.svg")));
    }

    @Test
    void shouldSayThatThereIsNothingToDraw() {
        ResultFiles.of(Optional.empty(), Optional.empty(), dir).write(REPORT, new RankingCurve(List.of()), console);
        assertThat(output)
                .hasToString("curve               none, because no group was evaluated" + System.lineSeparator());
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void shouldFailWhenTheReportCannotBeWritten() {
        ResultFiles files = ResultFiles.of(Optional.of(dir.resolve("none/r.json")), Optional.empty(), dir);
        assertThatThrownBy(() -> files.write(REPORT, CURVE, console)).isInstanceOf(CommandFailure.class);
    }

    private static List<Path> curves(Path report) {
        return ResultFiles.of(Optional.of(report), Optional.empty(), Path.of("data"))
                .curves();
    }
}
