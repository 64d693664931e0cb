package dev.freshet.schemas.codec;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.List;
import java.util.function.Function;

/** Encodes examples as Avro records. */
public final class ExampleEncoder {

    private ExampleEncoder() {}

    public static TrainingExample of(Example example) {
        return new TrainingExample(
                example.userId(),
                history(example.history()),
                example.targets(),
                example.heldOut(),
                column(example.groups(), ExampleEncoder::group));
    }

    private static ExampleHistory history(List<HistoryEvent> events) {
        return new ExampleHistory(
                column(events, HistoryEvent::productId),
                column(events, event -> ActionCodec.of(event.action())),
                column(events, HistoryEvent::sourceType),
                column(events, HistoryEvent::timestamp),
                column(events, HistoryEvent::sequence));
    }

    private static dev.freshet.schemas.ExampleGroup group(ExampleGroup group) {
        return new dev.freshet.schemas.ExampleGroup(
                group.requestId(),
                group.sourceType(),
                group.timestamp(),
                group.delayMs(),
                group.stateIndex(),
                group.holdout(),
                group.productIds(),
                group.labels(),
                group.served() == null ? null : history(group.served()));
    }

    private static <T, C> List<C> column(List<T> rows, Function<T, C> field) {
        return rows.stream().map(field).toList();
    }
}
