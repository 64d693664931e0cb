package dev.freshet.streams.store;

import dev.freshet.core.group.RequestGroup;
import dev.freshet.streams.rows.GroupRow;
import java.util.List;

/** Converts request groups to rows of the store and back. */
public final class GroupRows {

    private GroupRows() {}

    public static RequestGroup group(GroupRow row, String requestId) {
        return new RequestGroup(
                requestId,
                row.getTimestamp(),
                row.getSourceType(),
                row.getViewed(),
                row.getOpeningSequence(),
                row.getProductIds(),
                row.getLabels());
    }

    public static GroupRow row(RequestGroup group) {
        return new GroupRow(
                false,
                group.timestamp(),
                group.sourceType(),
                group.viewed(),
                group.openingSequence(),
                group.productIds(),
                group.labels());
    }

    public static GroupRow marker(long timestamp) {
        return new GroupRow(true, timestamp, null, false, 0L, List.of(), List.of());
    }
}
