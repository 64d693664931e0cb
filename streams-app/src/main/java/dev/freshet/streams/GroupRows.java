package dev.freshet.streams;

import dev.freshet.core.RequestGroup;
import dev.freshet.streams.rows.GroupRow;
import java.util.List;

/** Between request groups and their rows. */
final class GroupRows {

    private GroupRows() {}

    static RequestGroup group(GroupRow row, String requestId) {
        return new RequestGroup(
                requestId,
                row.getTimestamp(),
                row.getSourceType(),
                row.getViewed(),
                row.getOpeningSequence(),
                row.getProductIds(),
                row.getLabels());
    }

    static GroupRow row(RequestGroup group) {
        return new GroupRow(
                false,
                group.timestamp(),
                group.sourceType(),
                group.viewed(),
                group.openingSequence(),
                group.productIds(),
                group.labels());
    }

    static GroupRow marker(long timestamp) {
        return new GroupRow(true, timestamp, null, false, 0L, List.of(), List.of());
    }
}
