package dev.freshet.cli;

import static dev.freshet.cli.CommandLines.done;
import static dev.freshet.cli.CommandLines.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.LogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offline commands on a small log, from the dataset to a model that serves. */
class OfflineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMALL = " --dim 16 --warmup-steps 5 --rate 0.005";

    @TempDir
    private static Path dir;

    private static Path log;
    private static Path set;
    private static Path model;

    @BeforeAll
    static void trainModels() throws IOException {
        log = ShopCsv.write(
                dir.resolve("shop.csv"),
                ShopCsv.lines(LogGenerator.seeded(3).withUsers(30).events()));
        set = dir.resolve("set");
        done("dataset " + log + " --out " + set + " --valid 3d --gap 0d --stop-users 0.2");
        done("pretrain " + set + " --epochs 2" + SMALL);
        done("finetune " + set + " --init backbone --from " + set.resolve("pretrain/model.safetensors") + " --epochs 2"
                + SMALL);
        model = set.resolve("finetune-backbone/model.safetensors");
    }

    @Test
    void shouldEvaluateTheModelBesideTheOtherRankings() throws IOException {
        Path report = dir.resolve("evaluation.json");
        assertThat(done("evaluate " + set + " --model " + model + " --history live --report " + report))
                .contains("NDCG@10, history live", "model ", "popularity", "random");
        JsonNode results = JSON.readTree(report.toFile());
        assertThat(results.at("/groups").asLong()).isGreaterThan(20);
        for (String ranking : List.of("model", "term", "network", "repeat_then_popularity")) {
            assertThat(results.at("/ndcg10/" + ranking + "/mean").asDouble())
                    .as(ranking)
                    .isBetween(0.1, 1.0);
        }
    }

    @Test
    void shouldProduceTheSameBitsForTheSameSeed() throws IOException {
        Path again = dir.resolve("again");
        done("pretrain " + set + " --epochs 2 --out " + again + SMALL);
        assertThat(again.resolve("model.safetensors"))
                .hasSameBinaryContentAs(set.resolve("pretrain/model.safetensors"));
        Path other = dir.resolve("other");
        done("pretrain " + set + " --epochs 2 --seed 2 --out " + other + SMALL);
        assertThat(digest(other.resolve("model.safetensors"))).isNotEqualTo(digest(again.resolve("model.safetensors")));
    }

    @Test
    void shouldProduceTheSameBitsWhenResumed() {
        Path resumed = dir.resolve("resumed");
        String command = "pretrain " + set + " --out " + resumed + SMALL;
        done(command + " --epochs 1");
        done(command + " --epochs 2 --resume");
        for (String file : List.of("model.safetensors", "checkpoint.safetensors")) {
            assertThat(resumed.resolve(file))
                    .hasSameBinaryContentAs(set.resolve("pretrain").resolve(file));
        }
    }

    @Test
    void shouldExportAndImportTheSameWeights() {
        Path weights = dir.resolve("weights.safetensors");
        Path ids = dir.resolve("ids.json");
        Path back = dir.resolve("back.safetensors");
        Path whole = dir.resolve("whole.safetensors");
        done("finetune " + set + " --term off --epochs 1 --out " + dir.resolve("network") + SMALL);
        Path network = dir.resolve("network/model.safetensors");
        done("model export " + network + " --as finetune --out " + weights + " --vocabulary " + ids);
        done("model import " + weights + " --vocabulary " + ids + " --out " + back);
        done("model export " + network + " --out " + whole);
        assertThat(digest(whole)).isEqualTo(digest(network));
        assertThat(ranked(back)).isEqualTo(ranked(network));
        assertThat(line(back, "trained")).isEqualTo(line(network, "trained")).endsWith("Z");
        done("model import " + weights + " --vocabulary " + ids + " --trained-until 2030-01-01T00:00:00Z --out "
                + back);
        assertThat(line(back, "trained")).isEqualTo("trained    up to 2030-01-01T00:00:00Z");
        assertThat(refused("model import " + weights + " --vocabulary " + ids
                        + " --trained-until 2001-01-01T00:00:00Z --out " + dir.resolve("early")))
                .contains("it was trained up to 20", "not up to 2001-01-01T00:00:00Z; name that time or a later one");
        assertThat(refused("model describe " + weights)).contains("no model of freshet", "freshet model import");
    }

    @Test
    void shouldDescribeAModel() {
        assertThat(done("model describe " + model))
                .contains("dim 16, heads 2, layers 2, window 512, seed 1, dropout 0.1")
                .containsPattern("products   1\\d\\d")
                .contains("metric     stop.ndcg10 ")
                .contains("term       mlp")
                .containsPattern("statistics 1\\d\\d products, up to 20")
                .containsPattern("sha256     [0-9a-f]{64}")
                .contains("tensor     backbone.position_embeddings.pe float32 [1, 512, 16]")
                .contains("tensor     tau float32 [1]");
    }

    @Test
    void shouldRefuseAVocabularyThatDoesNotMatch() throws IOException {
        Path weights = dir.resolve("w.safetensors");
        Path ids = Files.writeString(dir.resolve("short.json"), "{\"products\": [\"a\"], \"sources\": [\"b\"]}");
        done("model export " + model + " --as pretrain --out " + weights);
        assertThat(refused("model import " + weights + " --vocabulary " + ids + " --out " + dir.resolve("x")))
                .contains(weights.toString(), ids.toString(), "one for each of the vocabulary's 1 products");
        assertThat(dir.resolve("x")).doesNotExist();
    }

    @Test
    void shouldRefuseADamagedModelAndATruncatedCheckpoint() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        byte[] flipped = whole.clone();
        flipped[whole.length - 40] ^= 1;
        Path damaged = Files.write(dir.resolve("damaged.safetensors"), flipped);
        assertThat(refused("evaluate " + set + " --model " + damaged)).contains(damaged + " is damaged", "digest");

        Path run = dir.resolve("cut");
        done("pretrain " + set + " --epochs 1 --out " + run + SMALL);
        Path checkpoint = run.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(refused("pretrain " + set + " --epochs 2 --resume --out " + run + SMALL))
                .contains(checkpoint + " is cut short");
        assertThat(digest(run.resolve("model.safetensors"))).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldRefuseALogWithOneKindOfLabelOrWithoutGroups() throws IOException {
        List<String> lines = Files.readAllLines(log);
        Path views = ShopCsv.write(
                dir.resolve("views.csv"),
                lines.stream()
                        .filter(line -> !line.contains("CART_UPDATE") && !line.contains("PURCHASE"))
                        .toList());
        Path without = dir.resolve("without");
        done("dataset " + views + " --out " + without + " --valid 3d --gap 0d --stop-users 0.2");
        assertThat(refused("finetune " + without + SMALL))
                .contains("rank-train", without.toString(), "no group with both labels");
        done("pretrain " + without + " --epochs 1" + SMALL);
        assertThat(refused("evaluate " + without + " --model " + without.resolve("pretrain/model.safetensors")))
                .contains(without.toString(), "no group with both labels");
        Path empty = ShopCsv.write(dir.resolve("empty.csv"), List.of(ShopCsv.HEADER));
        assertThat(refused("dataset " + empty + " --out " + dir.resolve("none")))
                .contains(empty.toString());
    }

    @Test
    void shouldServeFromTheStartAndContinueTrainingOnline() throws Exception {
        Path report = dir.resolve("online.json");
        String command = "run " + log + " --until-end --data-dir " + dir.resolve("data") + " --report " + report
                + " --init " + model + " --set model.dim=16";
        try (FreshetProcess process =
                FreshetProcess.start(dir.resolve("online.log"), List.of(command.split(" ", -1)))) {
            assertThat(process.exit()).as(process.output()).isZero();
            assertThat(process.output())
                    .contains("model      begins with " + model, "digest " + digest(model), "published as version 0");
        }
        JsonNode online = JSON.readTree(report.toFile());
        assertThat(online.at("/ndcg10/groups").asLong())
                .as("groups after the end of the file's data are evaluated, at first by version 0")
                .isPositive()
                .isLessThan(online.at("/groups/valid").asLong());
        assertThat(online.at("/examples/trained").asLong()).isPositive();
        assertThat(online.at("/digests/weights").asText()).isNotEqualTo(digest(model));
    }

    @Test
    void shouldRefuseAnUnavailableDevice() {
        assertThat(refused("evaluate " + set + " --model " + model + " --device gpu:99"))
                .contains("device gpu:99 is not there", "-Pcuda");
        assertThat(refused("pretrain " + set + " --device cuda")).contains("wanted auto, cpu or gpu:N");
    }

    @Test
    void shouldDrawTheCurve() {
        Path curve = dir.resolve("curve.svg");
        done("pretrain " + set + " --epochs 1 --curve " + curve + " --device cpu --out " + dir.resolve("drawn")
                + SMALL);
        assertThat(curve).content().contains("<svg");
    }

    private static String digest(Path file) {
        return line(file, "sha256").substring(11);
    }

    private static String line(Path file, String name) {
        return done("model describe " + file)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static String ranked(Path file) {
        try {
            Path requests = Files.writeString(
                    dir.resolve("requests.json"),
                    "[{\"history\": [{\"product\": \"product-1\", \"action\": \"CLICK\", \"source\": null}],"
                            + " \"source\": \"home\", \"candidates\": [\"product-1\", \"product-7\", \"other\"]}]");
            return done("model score " + file + " --requests " + requests);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
