package dev.freshet.streams;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.codec.ExampleEncoder;
import java.util.List;
import java.util.stream.IntStream;

/** Examples of the records that {@link ExampleEncoder} writes. */
final class WrittenExamples {

    private WrittenExamples() {}

    static Example read(TrainingExample record) {
        List<ExampleGroup> groups = record.getGroups().stream()
                .map(group -> new ExampleGroup(
                        group.getRequestId(),
                        group.getSourceType(),
                        group.getTimestamp(),
                        group.getDelayMs(),
                        group.getStateIndex(),
                        group.getHoldout(),
                        group.getProductIds(),
                        group.getLabels(),
                        group.getServedHistory() == null ? null : events(group.getServedHistory()),
                        null))
                .toList();
        return new Example(
                record.getUserId(),
                events(record.getHistory()),
                record.getTargets(),
                record.getHeldOutTargets(),
                groups);
    }

    private static List<HistoryEvent> events(ExampleHistory history) {
        return IntStream.range(0, history.getProductIds().size())
                .mapToObj(i -> new HistoryEvent(
                        history.getProductIds().get(i),
                        Action.valueOf(history.getActionTypes().get(i).name()),
                        history.getSourceTypes().get(i),
                        history.getTimestamps().get(i),
                        history.getSequences().get(i),
                        0))
                .toList();
    }
}
