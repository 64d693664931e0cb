package dev.freshet.streams;

import dev.freshet.core.Action;
import dev.freshet.core.Example;
import dev.freshet.core.ExampleGroup;
import dev.freshet.core.HistoryEvent;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.List;
import java.util.stream.IntStream;

/** Examples of the records that {@link ExampleRecords} writes. */
final class WrittenExamples {

    private WrittenExamples() {}

    static Example read(TrainingExample record) {
        ExampleHistory history = record.getHistory();
        List<HistoryEvent> events = IntStream.range(0, history.getProductIds().size())
                .mapToObj(i -> new HistoryEvent(
                        history.getProductIds().get(i),
                        Action.valueOf(history.getActionTypes().get(i).name()),
                        history.getSourceTypes().get(i),
                        history.getTimestamps().get(i),
                        history.getSequences().get(i),
                        0))
                .toList();
        List<ExampleGroup> groups = record.getGroups().stream()
                .map(group -> new ExampleGroup(
                        group.getRequestId(),
                        group.getSourceType(),
                        group.getTimestamp(),
                        group.getDelayMs(),
                        group.getStateIndex(),
                        group.getHoldout(),
                        group.getProductIds(),
                        group.getLabels()))
                .toList();
        return new Example(record.getUserId(), events, record.getTargets(), groups);
    }
}
