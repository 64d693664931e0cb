package dev.freshet.replay.file;

import dev.freshet.replay.LogTimeUnit;
import dev.freshet.replay.TimeRange;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import java.util.Locale;
import java.util.Map;

/** Converts a row's fields into an event, or a malformed row with the reason. */
public final class RowParser {

    /** Maximum number of characters of a malformed row in a rejected event, which must fit into a Kafka record. */
    private static final int KEPT_TEXT = 4096;

    private static final Map<String, ActionType> ACTIONS = Map.of(
            "VIEW", ActionType.VIEW,
            "CLICK", ActionType.CLICK,
            "CART_UPDATE", ActionType.CART_UPDATE,
            "PURCHASE", ActionType.PURCHASE);

    private final LogFile file;
    private final TimeRange range;

    /**
     * A parser of one file's rows.
     *
     * @param range of times; events outside are malformed
     */
    public RowParser(LogFile file, TimeRange range) {
        this.file = file;
        this.range = range;
    }

    /**
     * Parses one row; never throws.
     *
     * @param previous time of the row before, epoch milliseconds; used for a row without a plausible time
     */
    public LogRow parse(RawRow row, long previous) {
        if (row.fault() != null) {
            return malformed(row, previous, RejectReason.MALFORMED_LINE, row.fault());
        }
        Fields fields = row.fields();
        try {
            String actionName = required(fields.action(), "action");
            ActionType action = ACTIONS.get(actionName.toUpperCase(Locale.ROOT));
            long millis = file.timeUnit().millis(required(fields.time(), "time"));
            if (action == null) {
                String detail = "action '" + actionName + "' is unknown; use VIEW, CLICK, CART_UPDATE or PURCHASE";
                return malformed(row, previous, RejectReason.UNKNOWN_ACTION, detail);
            }
            boolean plausible = LogTimeUnit.isPlausible(millis);
            if (plausible && !range.contains(millis)) {
                return malformed(row, previous, RejectReason.TIME_JUMP, range.complaint(millis));
            }
            UserEvent event = UserEvent.newBuilder()
                    .setUserId(orEmpty(fields.user()))
                    .setProductId(orEmpty(fields.product()))
                    .setActionType(action)
                    .setSourceType(optional(fields.source()))
                    .setTimestamp(millis)
                    .setRequestId(optional(fields.request()))
                    .build();
            return new LogRow.Event(row.number(), plausible ? millis : previous, event);
        } catch (IllegalArgumentException e) {
            return malformed(row, previous, RejectReason.MALFORMED_LINE, e.getMessage());
        }
    }

    private LogRow malformed(RawRow row, long time, RejectReason reason, String why) {
        String text = row.shown();
        String kept = text.length() > KEPT_TEXT ? text.substring(0, KEPT_TEXT) : text;
        String detail = file.place(row.number()) + ": " + why;
        return new LogRow.Malformed(file.name(), row.number(), time, reason, detail, kept);
    }

    private static String required(String value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("there is no " + what);
        }
        return value;
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    private static String optional(String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
