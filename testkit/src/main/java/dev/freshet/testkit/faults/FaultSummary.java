package dev.freshet.testkit.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a schedule of faults.
 *
 * @param rounds number of rounds; each kills an app
 * @param seed of the schedule
 * @param seconds from the first round to the last answer
 * @param kills by victim; those of brokers include stops in order
 * @param disturbances rounds by disturbance
 * @param times rounds by what event time does in their records
 * @param restarts apps that ended by themselves; the test started them again, as a supervisor does
 * @param examples records of training-examples, compared with the undisturbed run's
 * @param scores answers, compared with one answer for each request, scored again from its version and history
 * @param refusals records of rejected-events and dead-letters, compared with the undisturbed run's
 * @param versions published model versions, compared with the undisturbed run's, bit for bit
 * @param metrics records of training-metrics, compared with the undisturbed run's
 * @param weightsIdentical whether the last version is the undisturbed run's, bit for bit
 * @param balanceClosed whether the balance accounts for every event and request once
 */
public record FaultSummary(
        int rounds,
        long seed,
        long seconds,
        Kills kills,
        Map<String, Long> disturbances,
        Map<String, Long> times,
        int restarts,
        Difference examples,
        Difference scores,
        Difference refusals,
        Difference versions,
        Difference metrics,
        boolean weightsIdentical,
        boolean balanceClosed) {

    /** Kills by victim. */
    public record Kills(long trainer, long streams, long broker) {}

    @JsonIgnore
    public boolean isClean() {
        return examples.isNone()
                && scores.isNone()
                && refusals.isNone()
                && versions.isNone()
                && metrics.isNone()
                && weightsIdentical
                && balanceClosed;
    }

    /** Writes the summary as JSON. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), this);
    }

    /** The summary as text. */
    public String table() {
        return String.format(
                Locale.ROOT,
                """
                %d rounds, seed %d, %d s
                kills      trainer %d  streams %d  broker %d; apps that ended by themselves %d
                beside     %s
                time       %s
                           expected      lost duplicated  differing
                examples %s
                scores   %s
                refusals %s
                versions %s
                metrics  %s
                weights    %s
                balance    %s
                """,
                rounds,
                seed,
                seconds,
                kills.trainer(),
                kills.streams(),
                kills.broker(),
                restarts,
                disturbances,
                times,
                line(examples),
                line(scores),
                line(refusals),
                line(versions),
                line(metrics),
                weightsIdentical ? "identical" : "DIFFER",
                balanceClosed ? "closed" : "DOES NOT CLOSE");
    }

    private static String line(Difference d) {
        return String.format(
                Locale.ROOT, "%,10d %,9d %,10d %,10d", d.expected(), d.lost(), d.duplicated(), d.differing());
    }
}
