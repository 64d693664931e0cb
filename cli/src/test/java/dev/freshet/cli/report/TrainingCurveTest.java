package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.trainer.offline.EpochResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurveTest {

    @TempDir
    Path dir;

    @Test
    void shouldDrawAnImageWithoutADisplay() throws IOException {
        Path file = dir.resolve("curve.png");
        TrainingCurve.of("finetune", epochs(0.4)).write(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        long colours = IntStream.range(0, 900 * 540)
                .map(i -> picture.getRGB(i % 900, i / 900))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(10);
    }

    @Test
    void shouldDrawThreeLinesAsSvgOrTwoWithoutARanking() throws IOException {
        assertThat(lines("finetune.svg", 0.4)).isEqualTo(3);
        assertThat(lines("pretrain.svg", null)).isEqualTo(2);
    }

    /** Counts the chart's lines. Each has a different colour and is slightly transparent; text is drawn as paths. */
    private long lines(String name, Double ndcg) throws IOException {
        Path file = dir.resolve(name);
        TrainingCurve.of(name, epochs(ndcg)).write(file);
        String svg = Files.readString(file);
        assertThat(svg).contains("<svg");
        return Pattern.compile("stroke:rgb\\((\\d+,\\d+,\\d+)\\);stroke-opacity:0[.]7")
                .matcher(svg)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .count();
    }

    private static List<EpochResult> epochs(Double ndcg) {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new EpochResult(i, 10L * i, 2.0 / i, 3.0 / i, 0, 0, 0, ndcg, true))
                .toList();
    }
}
