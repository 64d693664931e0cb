package dev.freshet.cli;

import dev.freshet.schemas.UserEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes events as a log file. */
final class ShopCsv {

    static final String HEADER = "user_id,product_id,action_type,source_type,timestamp,request_id";

    private ShopCsv() {}

    static List<String> lines(List<UserEvent> events) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (UserEvent event : events) {
            lines.add(String.join(
                    ",",
                    event.getUserId(),
                    event.getProductId(),
                    event.getActionType().name(),
                    text(event.getSourceType()),
                    Long.toString(event.getTimestamp()),
                    text(event.getRequestId())));
        }
        return lines;
    }

    static Path write(Path file, List<String> lines) throws IOException {
        return Files.write(file, lines);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
