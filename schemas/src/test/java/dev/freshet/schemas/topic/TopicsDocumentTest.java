package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelControl;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.QuarantinedBatch;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Compares docs/reference/topics.md with the code; -Ddocs.write=true rewrites it. */
class TopicsDocumentTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Path DOCUMENT = ROOT.resolve("docs/reference/topics.md");
    private static final Map<Topics, List<Schema>> RECORDS = new EnumMap<>(Map.ofEntries(
            Map.entry(Topics.USER_EVENTS, List.of(UserEvent.SCHEMA$, Tick.SCHEMA$)),
            Map.entry(Topics.SCORE_REQUESTS, List.of(ScoreRequest.SCHEMA$)),
            Map.entry(Topics.SCORES, List.of(Scores.SCHEMA$)),
            Map.entry(
                    Topics.TRAINING_EXAMPLES,
                    List.of(TrainingExample.SCHEMA$, ProductCounts.SCHEMA$, Watermark.SCHEMA$)),
            Map.entry(Topics.MODEL, List.of(ModelBlock.SCHEMA$, ModelManifest.SCHEMA$)),
            Map.entry(Topics.TRAINER_STATE, List.of(ModelBlock.SCHEMA$)),
            Map.entry(Topics.MODEL_CONTROL, List.of(ModelControl.SCHEMA$)),
            Map.entry(Topics.TRAINING_METRICS, List.of(TrainingMetrics.SCHEMA$, EvaluatedRequest.SCHEMA$)),
            Map.entry(Topics.QUARANTINED_BATCHES, List.of(QuarantinedBatch.SCHEMA$)),
            Map.entry(Topics.REJECTED_EVENTS, List.of(RejectedEvent.SCHEMA$)),
            Map.entry(Topics.DEAD_LETTERS, List.of())));

    @Test
    void shouldBeAsDocumented() throws IOException {
        String text = TopicsDocument.of(RECORDS);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text)
                .as("docs/reference/topics.md; rewrite it with -Ddocs.write=true")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void shouldKnowEveryTopicAndEverySchema() throws IOException {
        assertThat(RECORDS).containsOnlyKeys(Topics.values());
        String text = TopicsDocument.of(RECORDS);
        try (Stream<Path> schemas = Files.list(ROOT.resolve("schemas/src/main/avro"))) {
            assertThat(schemas.map(file -> String.valueOf(file.getFileName()).replace(".avsc", "")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).contains("\n### " + name + "\n"));
        }
    }
}
