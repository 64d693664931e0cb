package dev.freshet.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.cli.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The results of a run.
 *
 * @param ndcg10 means over all evaluated groups
 * @param ndcg10Cold means over groups of customers without history
 * @param ndcg10Warm means over the other groups
 * @param ndcg10FirstThird means over the groups of the log's first third, by event time
 * @param ndcg10SecondHalf means over those of its second half
 * @param ndcg10Last means over those of its last quarter
 * @param ndcg10Holdout means over the groups that are kept from training
 * @param intervals 95% interval, low and high, of the difference between the model's mean and that of each other ranking
 * @param eventsPerSecond rows of the log per second of wall time, from the start of this run's replay until everything
 *     is processed; null when this run sends no rows
 * @param scoreMs null when this run answers no request
 * @param settings every setting in force
 */
public record Report(
        Events events,
        Groups groups,
        Examples examples,
        long modelVersions,
        Ndcg10 ndcg10,
        Ndcg10 ndcg10Cold,
        Ndcg10 ndcg10Warm,
        Ndcg10 ndcg10FirstThird,
        Ndcg10 ndcg10SecondHalf,
        Ndcg10 ndcg10Last,
        Ndcg10 ndcg10Holdout,
        Map<String, List<Double>> intervals,
        Scores scores,
        Double eventsPerSecond,
        ScoreMs scoreMs,
        Digests digests,
        Map<String, String> settings) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /**
     * Rows of the log by outcome.
     *
     * @param rejected by reason; includes unreadable lines
     * @param waiting ahead of event time when the report was made
     */
    public record Events(
            long in,
            long accepted,
            Map<String, Long> rejected,
            long late,
            long duplicate,
            long deadLettered,
            long waiting) {

        /** Input events that no other figure counts; 0 when the balance closes. */
        @JsonIgnore
        public long missing() {
            long refused = rejected.values().stream().mapToLong(Long::longValue).sum();
            return in - accepted - refused - late - duplicate - deadLettered - waiting;
        }
    }

    /** Request groups; the holdout is part of the valid ones. */
    public record Groups(long valid, long open, long tooSmall, long oneClass, long holdout) {}

    /** Parts of the emitted examples, and how many of them the model was trained on. */
    public record Examples(long groups, long targets, long trained) {}

    /**
     * Mean NDCG@10 of each ranking over the same groups; null when there are none.
     *
     * @param term the model's feature term alone; null where it is not evaluated, and then not written
     * @param network the model's network alone; likewise
     * @param frozen a version of the model that trains no further; likewise
     * @param countsLogit a logit on counts that learns online; likewise
     * @param oracle null without an oracle, and then not written
     */
    public record Ndcg10(
            Double model,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double term,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double network,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double frozen,
            Double popularity,
            Double recency,
            Double repeat,
            Double repeatThenPopularity,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double countsLogit,
            Double random,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double oracle,
            long groups) {

        static Ndcg10 of(Function<String, Double> meanOf, long groups) {
            return new Ndcg10(
                    meanOf.apply("model"),
                    meanOf.apply("term"),
                    meanOf.apply("network"),
                    meanOf.apply("frozen"),
                    meanOf.apply("popularity"),
                    meanOf.apply("recency"),
                    meanOf.apply("repeat"),
                    meanOf.apply("repeat_then_popularity"),
                    meanOf.apply("counts_logit"),
                    meanOf.apply("random"),
                    meanOf.apply("oracle"),
                    groups);
        }
    }

    /**
     * Score requests.
     *
     * @param scoringFailed answers by popularity because the model failed to score the request
     */
    public record Scores(long requests, long answered, long cold, long scoringFailed) {}

    /** Milliseconds to compute an answer in this run. */
    public record ScoreMs(double p50, double p99) {}

    /** SHA-256, hexadecimal, of the training examples without schema ids, and of the last version's weights. */
    public record Digests(String examples, String weights) {}

    /**
     * Checks before a long run that its report can be written.
     *
     * @throws CommandFailure when it cannot be written
     */
    public static void requireWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandFailure("the report cannot be written to " + file + ": it is a directory; choose a file");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new CommandFailure("the report cannot be written to " + file + ": there is no directory " + directory
                    + "; create it, or choose another file");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new CommandFailure(
                    "the report cannot be written to " + file + ": no permission; choose another file");
        }
    }

    /**
     * Writes the report as JSON.
     *
     * @throws CommandFailure when the file cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new CommandFailure("the report cannot be written to " + file + ": " + e, e);
        }
    }
}
