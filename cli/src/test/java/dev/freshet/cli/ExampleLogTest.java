package dev.freshet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.LogGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Compares examples/shop.csv.gz with its generator; -Ddocs.write=true rewrites the file. */
class ExampleLogTest {

    private static final Path FILE = Markdown.ROOT.resolve("examples/shop.csv.gz");
    private static final LogGenerator SHOP = new LogGenerator(1, 160, 40, Instant.parse("2026-03-02T00:00:00Z"), 14);
    private static final int MOST_BYTES = 250_000;

    /** Compared uncompressed: how gzip compresses depends on the machine's zlib. */
    @Test
    void shouldMatchTheGeneratorsOutput() throws IOException {
        String log = String.join("\n", ShopCsv.lines(SHOP.events())) + "\n";
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, gzip(log));
        }
        byte[] file = Files.readAllBytes(FILE);
        String unpacked = new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(), UTF_8);

        assertThat(unpacked.equals(log))
                .as("examples/shop.csv.gz equals the generator's output; rewrite it with -Ddocs.write=true")
                .isTrue();
        assertThat(file).hasSizeLessThanOrEqualTo(MOST_BYTES);
        assertThat(file).as("bytes 4 to 7 of gzip: no timestamp").containsSequence(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
    }

    /** GZIPOutputStream writes no timestamp, so the same log gives the same bytes. */
    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new BestGzip(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
