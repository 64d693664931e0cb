package dev.freshet.trainer.offline;

import dev.freshet.core.event.Action;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.List;
import java.util.function.Function;

/** Examples as records. */
final class DatasetRecords {

    private DatasetRecords() {}

    static TrainingExample of(Example example) {
        List<HistoryEvent> events = example.history();
        ExampleHistory history = new ExampleHistory(
                column(events, HistoryEvent::productId),
                column(events, event -> action(event.action())),
                column(events, HistoryEvent::sourceType),
                column(events, HistoryEvent::timestamp),
                column(events, HistoryEvent::sequence));
        return new TrainingExample(
                example.userId(), history, example.targets(), column(example.groups(), DatasetRecords::group));
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
                group.labels());
    }

    private static ActionType action(Action action) {
        return switch (action) {
            case VIEW -> ActionType.VIEW;
            case CLICK -> ActionType.CLICK;
            case CART_UPDATE -> ActionType.CART_UPDATE;
            case PURCHASE -> ActionType.PURCHASE;
        };
    }

    private static <T, C> List<C> column(List<T> rows, Function<T, C> field) {
        return rows.stream().map(field).toList();
    }
}
