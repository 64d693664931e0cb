package dev.freshet.trainer.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.QuarantineReason;
import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.stream.PartitionRecord;
import dev.freshet.trainer.stream.StreamContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches of a real model whose loss or gradient diverges. */
class QuarantineTest {

    private static final List<PartitionRecord<StreamContent>> STREAM = MemoryRun.stream(RareGroups.entries());

    private final List<DivergedBatch> met = new ArrayList<>();

    /** Continues from the newest version after every divergence, as a trainer on Kafka does. */
    private TrainerProgress toTheEnd(MemoryRun run) {
        Quarantine quarantine = new Quarantine();
        while (true) {
            try (OnlineTrainer trainer = run.resumed(quarantine)) {
                train(trainer, run.unread(STREAM));
                trainer.drain();
                return trainer.progress();
            } catch (DivergenceException e) {
                met.add(e.batch());
                quarantine.add(e.batch());
            }
        }
    }

    private static void train(OnlineTrainer trainer, List<PartitionRecord<StreamContent>> records) {
        trainer.run(MemoryRun.fetching(records), () -> false, progress -> {});
    }

    private static List<DivergedBatch> recorded(MemoryRun run) {
        return run.published.stream().flatMap(v -> v.diverged().stream()).toList();
    }

    @Test
    void shouldSkipABatchWhoseGradientIsNotFiniteAndRecordItOnce() {
        MemoryRun run = new MemoryRun(MemoryRun.config(RareGroups.STEEP));
        TrainerProgress end = toTheEnd(run);
        assertThat(met).hasSize(RareGroups.TRAINED).allSatisfy(batch -> {
            assertThat(batch.reason()).isEqualTo(QuarantineReason.GRADIENT_NOT_FINITE);
            assertThat(batch.positions()).isNotEmpty();
        });
        assertThat(recorded(run)).isEqualTo(met);
        assertThat(end.groups()).as("evaluated all the same").isEqualTo(RareGroups.GROUPS);
        assertThat(end.version()).isEqualTo(end.steps());
    }

    /** The limit is far from every loss: an untrained group has about 7e5, a batch without one less than 1. */
    @Test
    void shouldSkipABatchWhoseLossIsAboveTheLimit() {
        Map<String, String> heavy = Map.of("loss.ranking.weight", "1e6");
        MemoryRun run = new MemoryRun(MemoryRun.config(Map.of("loss.ranking.weight", "1e6", "loss.limit", "1000")));
        TrainerProgress end = toTheEnd(run);
        assertThat(met).hasSize(RareGroups.TRAINED).allSatisfy(batch -> {
            assertThat(batch.reason()).isEqualTo(QuarantineReason.LOSS_ABOVE_LIMIT);
            assertThat(batch.losses().get("total")).isGreaterThan(1000);
        });
        assertThat(recorded(run)).isEqualTo(met);

        MemoryRun unlimited = new MemoryRun(MemoryRun.config(heavy));
        assertThat(toTheEnd(unlimited).steps()).isEqualTo(end.steps() + met.size());
    }

    /**
     * Stops the trainer repeatedly, also between a divergence and the version that records it. Each restart has an
     * empty quarantine.
     */
    @Test
    void shouldEndWithTheSameBitsAndRecordsHoweverOftenItIsStopped() {
        MemoryRun straight = new MemoryRun(MemoryRun.config(RareGroups.STEEP));
        TrainerProgress end = toTheEnd(straight);

        MemoryRun stopped = new MemoryRun(MemoryRun.config(RareGroups.STEEP));
        boolean stoppedUnrecorded = false;
        for (int i = 0; i < 60; i++) {
            int stop = 5 + 7 * i % 23;
            Quarantine quarantine = new Quarantine();
            List<DivergedBatch> diverged = new ArrayList<>();
            for (boolean again = true; again; ) {
                again = false;
                try (OnlineTrainer trainer = stopped.resumed(quarantine)) {
                    train(trainer, stopped.unread(STREAM).stream().limit(stop).toList());
                } catch (DivergenceException e) {
                    quarantine.add(e.batch());
                    diverged.add(e.batch());
                    again = true;
                }
            }
            stoppedUnrecorded |= !recorded(stopped).containsAll(diverged);
        }
        assertThat(stoppedUnrecorded).isTrue();
        assertThat(toTheEnd(stopped)).isEqualTo(end);
        assertThat(recorded(stopped)).isEqualTo(recorded(straight)).isNotEmpty();
    }

    @Test
    void shouldEndWithAClearErrorWhenThreeBatchesInARowDiverge() {
        MemoryRun run = new MemoryRun(MemoryRun.config(Map.of("loss.limit", "0")));
        assertThatThrownBy(() -> toTheEnd(run))
                .isInstanceOf(TrainerFailedException.class)
                .hasMessageContaining("3 batches in a row diverged")
                .hasMessageContaining("since the beginning are suspect")
                .hasMessageContaining("batch of step 1: LOSS_ABOVE_LIMIT")
                .hasMessageContaining("records of training-examples from partition")
                .hasMessageContaining("lower learning.rate")
                .hasMessageContaining("new model.name");
        assertThat(met).hasSize(3);
        assertThat(run.published).isEmpty();
    }

    @Test
    void shouldNotPublishWeightsWithNonFiniteScores() {
        MemoryRun run = new MemoryRun(MemoryRun.config(Map.of("learning.rate", "1e30", "warmup.steps", "0")));
        assertThatThrownBy(() -> toTheEnd(run))
                .isInstanceOf(TrainerFailedException.class)
                .hasMessageContaining("batches in a row diverged")
                .hasMessageContaining("under a new model.name");
        assertThat(met).isNotEmpty();
        assertThat(run.published).isEmpty();
    }
}
