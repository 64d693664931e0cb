package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.model.file.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineChartTest {

    @TempDir
    Path dir;

    @Test
    void shouldRefuseAFileThatItCannotWrite() {
        assertThatThrownBy(() -> LineChart.requireWritable(dir.resolve("curve.pdf")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(".png or .svg");
        assertThatThrownBy(() -> LineChart.requireWritable(dir.resolve("none/curve.png")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("there is no directory");
        assertThatThrownBy(() -> LineChart.write(dir.resolve("none/curve.svg"), () -> LineChart.empty("", "", "")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("none/curve.svg");
    }

    @Test
    void shouldKeepTheOldFileWhenAChartCannotBeDrawn() throws IOException {
        Path file = Files.writeString(dir.resolve("curve.svg"), "old");
        assertThatThrownBy(() -> LineChart.write(file, () -> {
                    throw new InternalError("no fonts");
                }))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll(file.toString(), "no fonts");
        assertThat(file).hasContent("old");
    }
}
