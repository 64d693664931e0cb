package dev.freshet.audit.balance;

import dev.freshet.streams.store.TaskCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** The counters of the tasks, one line for each partition. */
final class BalanceTable {

    private record Column(String name, ToLongFunction<TaskFigures> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("events", task -> task.get(TaskCounter.EVENTS_IN)),
            new Column("accepted", task -> task.get(TaskCounter.ACCEPTED)),
            new Column("rejected", task -> task.sumBelow(TaskCounter.REJECTED_PREFIX)),
            new Column("late", task -> task.get(TaskCounter.LATE)),
            new Column("duplicate", task -> task.get(TaskCounter.DUPLICATE)),
            new Column("dead", task -> task.get(TaskCounter.DEAD_LETTERED)),
            new Column("ahead", TaskFigures::eventsWaiting),
            new Column("ticks", task -> task.get(TaskCounter.TICKS)),
            new Column("groups", task -> task.get(TaskCounter.EXAMPLE_GROUPS)),
            new Column("targets", task -> task.get(TaskCounter.EXAMPLE_TARGETS)),
            new Column("requests", task -> task.get(TaskCounter.REQUESTS_IN)),
            new Column("answered", task -> task.get(TaskCounter.REQUESTS_ANSWERED)),
            new Column("unscored", task -> task.get(TaskCounter.REQUESTS_SCORING_FAILED)),
            new Column("waiting", TaskFigures::requestsWaiting));

    private BalanceTable() {}

    static List<String> of(int partitions, IntFunction<TaskFigures> tasks) {
        List<String> lines = new ArrayList<>();
        StringBuilder header = new StringBuilder("partition");
        COLUMNS.forEach(column -> header.append(String.format(Locale.ROOT, " %11s", column.name())));
        lines.add(header.toString());
        for (int partition = 0; partition < partitions; partition++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%9d", partition));
            for (Column column : COLUMNS) {
                line.append(String.format(Locale.ROOT, " %,11d", column.value().applyAsLong(tasks.apply(partition))));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
