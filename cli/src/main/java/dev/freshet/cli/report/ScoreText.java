package dev.freshet.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import java.util.Locale;

/** Formats an answer as a table or as JSON. */
public final class ScoreText {

    private ScoreText() {}

    public static String table(Scores scores) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "customer   %s, %s%n",
                scores.getUserId(),
                scores.getColdStart()
                        ? "without a history (cold start)"
                        : String.format(
                                Locale.ROOT,
                                "by the last %,d of %,d events",
                                scores.getHistoryLength(),
                                scores.getHistorySequence())));
        text.append("model      ")
                .append(scores.getModelVersion() < 0 ? "none: by popularity" : "v" + scores.getModelVersion())
                .append(scores.getDegraded() == null ? "" : "  (" + scores.getDegraded() + ")")
                .append(System.lineSeparator());
        int width = scores.getItems().stream()
                .mapToInt(item -> item.getProductId().length())
                .reduce("product".length(), Math::max);
        String row = "%4s  %-" + width + "s  %9s  %s%n";
        text.append(String.format(Locale.ROOT, row, "rank", "product", "score", "known"));
        int rank = 1;
        for (ScoredItem item : scores.getItems()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    rank++,
                    item.getProductId(),
                    String.format(Locale.ROOT, "%.4f", item.getScore()),
                    item.getKnown() ? "yes" : "no"));
        }
        return text.toString();
    }

    /** JSON with the fields of {@link Scores} under their Avro names. */
    public static String json(Scores scores) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("request_id", scores.getRequestId())
                .put("user_id", scores.getUserId())
                .put("timestamp", scores.getTimestamp())
                .put("model_version", scores.getModelVersion())
                .put("history_sequence", scores.getHistorySequence())
                .put("history_length", scores.getHistoryLength())
                .put("cold_start", scores.getColdStart())
                .put("degraded", scores.getDegraded());
        ArrayNode items = json.putArray("items");
        scores.getItems()
                .forEach(item -> items.addObject()
                        .put("product_id", item.getProductId())
                        .put("score", item.getScore())
                        .put("known", item.getKnown()));
        return json.toPrettyString() + System.lineSeparator();
    }
}
