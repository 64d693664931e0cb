package dev.freshet.streams.store;

import dev.freshet.core.event.Witnesses;
import dev.freshet.streams.rows.WitnessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A task's {@link Witnesses}, in one row of its {@link TaskState}. */
public final class StoredWitnesses {

    private static final RowSerde<WitnessRow> SERDE = new RowSerde<>(WitnessRow.class, WitnessRow.getClassSchema());

    private final TaskState task;
    private Witnesses witnesses;

    /**
     * Reads the row.
     *
     * @param most how many customers take part in the median
     */
    public StoredWitnesses(TaskState task, int most) {
        this.task = task;
        this.witnesses = read(task.row(TaskState.WITNESSES, SERDE), most);
    }

    /** Takes an event and returns the median of the newest times; empty while there are too few customers. */
    public OptionalLong with(String userId, long time) {
        Witnesses next = witnesses.with(userId, time);
        if (!next.equals(witnesses)) {
            witnesses = next;
            task.row(
                    TaskState.WITNESSES,
                    SERDE,
                    new WitnessRow(
                            next.customers().stream()
                                    .map(Witnesses.Witness::userId)
                                    .toList(),
                            next.customers().stream()
                                    .map(Witnesses.Witness::newest)
                                    .toList()));
        }
        return next.median();
    }

    /** With another number of witnesses than before a restart, the list begins anew with the last customers. */
    private static Witnesses read(WitnessRow row, int most) {
        List<Witnesses.Witness> customers = new ArrayList<>();
        int n = row == null ? 0 : row.getUserIds().size();
        for (int i = Math.max(0, n - most); i < n; i++) {
            customers.add(new Witnesses.Witness(
                    row.getUserIds().get(i), row.getNewest().get(i)));
        }
        return new Witnesses(most, customers);
    }
}
