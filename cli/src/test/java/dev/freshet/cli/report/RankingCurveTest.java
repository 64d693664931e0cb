package dev.freshet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RankingCurveTest {

    private static final long START = 1_470_009_600_000L;
    private static final long DAY = 86_400_000;
    private static final String MODEL = "rgb(31,59,115)";
    private static final String RANDOM = "rgb(200,200,200)";

    /** Labels as records carry them, in the order of the legend. */
    private static final List<String> RANKINGS = List.of(
            "model",
            "network",
            "term",
            "frozen",
            "counts_logit",
            "repeat_then_popularity",
            "repeat",
            "popularity",
            "recency",
            "a_new_one",
            "b_new_one",
            "oracle",
            "random");

    @TempDir
    Path dir;

    @Test
    void shouldOrderTheRankingsForTheLegend() {
        assertThat(RANKINGS.stream().sorted().sorted(RankingLine.ORDER)).containsExactlyElementsOf(RANKINGS);
    }

    @Test
    void shouldDrawEachRankingWithTheModelStrongestAndRandomLastAndFaint() throws Exception {
        Map<String, List<Element>> lines = lines(curve(14, RANKINGS));

        // Both new ones have the same colour. Each ranking has 13 lines between 14 points, and one in the legend.
        assertThat(lines).hasSize(RANKINGS.size() - 1);
        lines.forEach(
                (colour, drawn) -> assertThat(drawn).as(colour).hasSize(colour.equals("rgb(23,190,207)") ? 28 : 14));
        List<String> colours = new ArrayList<>(lines.keySet());
        assertThat(colours).startsWith(MODEL).endsWith(RANDOM);
        assertThat(lines.get(MODEL)).allMatch(line -> line.getAttribute("style").contains("stroke-width:4;"));
        assertThat(lines.get(RANDOM))
                .noneMatch(line -> line.getAttribute("style").contains("stroke-width:"));
        colours.removeAll(List.of(MODEL, RANDOM));
        assertThat(colours)
                .allSatisfy(colour -> assertThat(lines.get(colour))
                        .allMatch(line -> line.getAttribute("style").contains("stroke-width:1.8;")));
    }

    @Test
    void shouldPlacePointsByTimeAndMean() throws Exception {
        List<RankingPoint> points = List.of(
                new RankingPoint(START, 50, Map.of("model", 0.5)),
                new RankingPoint(START + DAY, 50, Map.of("model", 0.6)),
                new RankingPoint(START + 4 * DAY, 50, Map.of("model", 0.4)));
        List<Element> lines = lines(new RankingCurve(points)).get(MODEL);
        double left = number(lines.get(0), "x1");
        double middle = number(lines.get(1), "x1");
        double right = number(lines.get(1), "x2");
        assertThat((right - left) / (middle - left)).isBetween(3.99, 4.01);
        double up = number(lines.get(0), "y1") - number(lines.get(0), "y2");
        double down = number(lines.get(1), "y2") - number(lines.get(1), "y1");
        assertThat(up).isPositive();
        assertThat(down / up).isBetween(1.99, 2.01);
    }

    @Test
    void shouldDrawTheSamePointsAsTheSameBytes() throws IOException {
        Path first = dir.resolve("first.svg");
        Path second = dir.resolve("second.svg");
        curve(24, RANKINGS).write(first);
        curve(24, RANKINGS).write(second);
        assertThat(second).hasSameBinaryContentAs(first);
        curve(24, List.of("model", "random")).write(second);
        assertThat(Files.mismatch(first, second)).isNotEqualTo(-1);
    }

    @Test
    void shouldDrawAnImageWithTheModelsLine() throws IOException {
        Path file = dir.resolve("curve.png");
        curve(24, RANKINGS).write(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(picture.getHeight()).isEqualTo(540);
        long ofTheModel = IntStream.range(0, 900 * 540)
                .filter(i -> (picture.getRGB(i % 900, i / 900) & 0xffffff) == 0x1f3b73)
                .count();
        assertThat(ofTheModel).isGreaterThan(1000);
    }

    @Test
    void shouldDrawASinglePointAsAMark() throws Exception {
        for (List<String> rankings : List.of(RANKINGS, List.of("model"))) {
            RankingCurve one = curve(1, rankings);
            assertThat(one.isEmpty()).isFalse();
            assertThat(lines(one)).containsKey(MODEL);
            Path file = dir.resolve("one.png");
            one.write(file);
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(IntStream.range(80, 600)
                            .flatMap(x -> IntStream.range(30, 460).map(y -> picture.getRGB(x, y) & 0xffffff)))
                    .as("a mark inside the axes")
                    .contains(0x1f3b73);
        }
    }

    @Test
    void shouldBeEmptyWithoutPoints() {
        assertThat(new RankingCurve(List.of()).isEmpty()).isTrue();
    }

    private static RankingCurve curve(int points, List<String> rankings) {
        return new RankingCurve(IntStream.range(0, points)
                .mapToObj(i -> {
                    Map<String, Double> means = new TreeMap<>();
                    for (int k = 0; k < rankings.size(); k++) {
                        means.put(rankings.get(k), 0.7 - 0.03 * k + 0.02 * Math.sin(i + k));
                    }
                    return new RankingPoint(START + i * DAY, 60, means);
                })
                .toList());
    }

    /** The lines of the SVG by colour, in the order in which they are drawn; the axes' greys are left out. */
    private Map<String, List<Element>> lines(RankingCurve curve) throws Exception {
        Path file = dir.resolve("curve.svg");
        curve.write(file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element svg = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(svg.getTagName()).isEqualTo("svg");
        NodeList all = svg.getElementsByTagName("line");
        Map<String, List<Element>> lines = new LinkedHashMap<>();
        IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(line -> line.getAttribute("style").contains("stroke-linecap:round"))
                .forEach(line -> lines.computeIfAbsent(colour(line), colour -> new ArrayList<>())
                        .add(line));
        return lines;
    }

    private static String colour(Element line) {
        return Stream.of(line.getAttribute("style").split(";"))
                .filter(part -> part.startsWith("stroke:"))
                .map(part -> part.substring("stroke:".length()))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Element line, String attribute) {
        return Double.parseDouble(line.getAttribute(attribute));
    }
}
