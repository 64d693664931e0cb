package dev.freshet.trainer.online;

import dev.freshet.schemas.ExamplePosition;
import dev.freshet.schemas.QuarantineReason;
import dev.freshet.schemas.QuarantinedBatch;
import dev.freshet.trainer.stream.StreamPosition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A batch whose loss, gradient or resulting scores were not finite, or whose loss was above the limit.
 *
 * @param step the step that the batch was for
 * @param version the newest published version then; -1 before the first
 * @param watermark merged event time when it closed, epoch milliseconds UTC
 * @param reason what diverged
 * @param losses by name
 * @param positions positions of its examples in training-examples
 */
public record DivergedBatch(
        long step,
        long version,
        long watermark,
        QuarantineReason reason,
        Map<String, Double> losses,
        List<StreamPosition> positions) {

    public DivergedBatch {
        losses = Map.copyOf(losses);
        positions = List.copyOf(positions);
    }

    /** Its record in topic quarantined-batches. */
    public QuarantinedBatch record(String model) {
        return QuarantinedBatch.newBuilder()
                .setModel(model)
                .setStep(step)
                .setVersion(version)
                .setWatermark(watermark)
                .setReason(reason)
                .setLosses(new TreeMap<>(losses))
                .setExamples(positions.stream()
                        .map(p -> new ExamplePosition(p.partition(), p.offset()))
                        .toList())
                .build();
    }

    /** One line with step, reason, losses and positions. */
    String describe() {
        return "batch of step " + step + ": " + reason + ", losses " + new TreeMap<>(losses) + "; " + positions.size()
                + " records of training-examples from " + positions.get(0) + " to "
                + positions.get(positions.size() - 1);
    }
}
