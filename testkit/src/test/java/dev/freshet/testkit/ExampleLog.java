package dev.freshet.testkit;

import dev.freshet.schemas.UserEvent;
import java.time.Instant;
import java.util.Objects;

/** The log that comes with the project as {@code examples/shop.csv.gz}. */
final class ExampleLog {

    private static final LogGenerator SHOP = new LogGenerator(1, 160, 40, Instant.parse("2026-03-02T00:00:00Z"), 14);

    private ExampleLog() {}

    /** The log as CSV, with a header. */
    static String csv() {
        StringBuilder csv = new StringBuilder("user_id,product_id,action_type,source_type,timestamp,request_id\n");
        for (UserEvent event : SHOP.events()) {
            csv.append(event.getUserId()).append(',');
            csv.append(event.getProductId()).append(',');
            csv.append(event.getActionType()).append(',');
            csv.append(Objects.toString(event.getSourceType(), "")).append(',');
            csv.append(event.getTimestamp()).append(',');
            csv.append(Objects.toString(event.getRequestId(), "")).append('\n');
        }
        return csv.toString();
    }
}
