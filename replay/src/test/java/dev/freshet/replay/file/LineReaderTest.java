package dev.freshet.replay.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.replay.file.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void shouldEndLinesAtLfAndCrLf() throws IOException {
        assertThat(lines("a\r\nb\n\nc", 100)).containsExactly("a", "b", "", "c");
    }

    @Test
    void shouldTruncateAnOverlongLineAndContinue() throws IOException {
        String huge = "x".repeat(3 * LineReader.MAX_BYTES + 7);
        try (LineReader reader = new LineReader(stream("a\n" + huge + "\nb\n", 1 << 20))) {
            assertThat(reader.next()).isEqualTo(new Line(1, "a", null));
            assertThat(reader.next())
                    .isEqualTo(new Line(2, "x".repeat(LineReader.MAX_BYTES), "longer than 65536 bytes"));
            assertThat(reader.next()).isEqualTo(new Line(3, "b", null));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void shouldDistinguishInvalidUtf8FromAReplacementCharacter() throws IOException {
        byte[] bytes = {'u', (byte) 0xE9, '\n', 'u', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, '\n', 'c', '\n'};
        try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes))) {
            assertThat(reader.next()).isEqualTo(new Line(1, "u\uFFFD", "not UTF-8"));
            assertThat(reader.next()).isEqualTo(new Line(2, "u\uFFFD", null));
            assertThat(reader.next()).isEqualTo(new Line(3, "c", null));
        }
    }

    @Test
    void shouldReadALineOfTheMaximumSizeWhole() throws IOException {
        String greatest = "x".repeat(LineReader.MAX_BYTES);
        try (LineReader reader = new LineReader(stream(greatest + "\n" + greatest + "y\nb", 1 << 20))) {
            assertThat(reader.next()).isEqualTo(new Line(1, greatest, null));
            assertThat(reader.next()).isEqualTo(new Line(2, greatest, "longer than 65536 bytes"));
            assertThat(reader.next()).isEqualTo(new Line(3, "b", null));
        }
    }

    @Test
    void shouldSkipAByteOrderMarkAtTheStartOnly() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb", 1)).containsExactly("a", "\uFEFFb");
    }

    @Test
    void shouldTruncateAnOverlongLineAtTheEndOfTheFile() throws IOException {
        assertThat(lines("a\n" + "x".repeat(2 * LineReader.MAX_BYTES), 1 << 20))
                .hasSize(2)
                .first()
                .isEqualTo("a");
    }

    @Property(tries = 200)
    void shouldNotDependOnHowBytesArrive(
            @ForAll List<@AlphaChars String> lines, @ForAll @IntRange(min = 1, max = 9) int chunk) throws IOException {
        String text = String.join("\n", lines) + "\n";
        assertThat(lines(text, chunk)).isEqualTo(lines.isEmpty() ? List.of("") : lines);
    }

    private static List<String> lines(String text, int chunk) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(stream(text, chunk))) {
            for (Line line = reader.next(); line != null; line = reader.next()) {
                lines.add(line.text());
            }
        }
        return lines;
    }

    /** Hands out at most {@code chunk} bytes a read. */
    private static InputStream stream(String text, int chunk) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
    }
}
