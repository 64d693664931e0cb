package dev.freshet.launcher.replay;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.UserEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a line of text into a row, by the positions of the columns in the file's header. */
final class RowParser {

    /** Longest text of a malformed line that is kept; a Kafka record has to hold it. */
    private static final int KEPT_TEXT = 4096;

    private static final Map<String, ActionType> ACTIONS = Map.of(
            "VIEW", ActionType.VIEW,
            "CLICK", ActionType.CLICK,
            "CART_UPDATE", ActionType.CART_UPDATE,
            "PURCHASE", ActionType.PURCHASE);

    private final LogHeader header;
    private final LogTimeUnit unit;

    RowParser(LogHeader header, LogTimeUnit unit) {
        this.header = header;
        this.unit = unit;
    }

    /**
     * Reads one line; never throws.
     *
     * @param fault why the line is to be rejected as it is, null for none
     * @param previous time of the row before, epoch milliseconds, for rows without a plausible time of their own
     */
    LogRow parse(long line, String text, String fault, long previous) {
        try {
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
            List<String> fields = CsvLine.split(text);
            if (fields.size() != header.size()) {
                throw new IllegalArgumentException(fields.size() + " fields where the header has " + header.size());
            }
            String actionName = fields.get(header.action());
            ActionType action = ACTIONS.get(actionName.toUpperCase(Locale.ROOT));
            long millis = millis(fields.get(header.timestamp()));
            if (action == null) {
                String detail = "line " + line + ": action '" + actionName
                        + "' is unknown; use VIEW, CLICK, CART_UPDATE or PURCHASE";
                return malformed(line, previous, RejectReason.UNKNOWN_ACTION, detail, text);
            }
            UserEvent event = UserEvent.newBuilder()
                    .setUserId(fields.get(header.user()))
                    .setProductId(fields.get(header.product()))
                    .setActionType(action)
                    .setSourceType(optional(fields, header.source()))
                    .setTimestamp(millis)
                    .setRequestId(optional(fields, header.request()))
                    .build();
            return new LogRow.Event(line, LogTimeUnit.isPlausible(millis) ? millis : previous, event);
        } catch (IllegalArgumentException e) {
            String detail = "line " + line + ": " + e.getMessage();
            return malformed(line, previous, RejectReason.MALFORMED_LINE, detail, text);
        }
    }

    private static LogRow malformed(long line, long time, RejectReason reason, String detail, String text) {
        String kept = text.length() > KEPT_TEXT ? text.substring(0, KEPT_TEXT) : text;
        return new LogRow.Malformed(line, time, reason, detail, kept);
    }

    private long millis(String text) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("time '" + text + "' is not a whole number of " + unit.words, e);
        }
        if (value < 0) {
            throw new IllegalArgumentException("time " + text + " is before 1970");
        }
        return unit.toMillis(value);
    }

    private static String optional(List<String> fields, int column) {
        String value = column < 0 ? "" : fields.get(column);
        return value.isEmpty() ? null : value;
    }
}
