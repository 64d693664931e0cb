package dev.freshet.replay.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.replay.ReplayConfig;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Lines that are a JSON object each; a field that is null or not there is empty. */
final class JsonFormat implements LineFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ReplayConfig config;
    private final Set<String> found = new TreeSet<>();

    JsonFormat(ReplayConfig config) {
        this.config = config;
    }

    @Override
    public Fields fields(String line) {
        JsonNode row = parse(line);
        row.fieldNames().forEachRemaining(found::add);
        return new Fields(
                text(row, ReplayConfig.COLUMN_USER),
                text(row, ReplayConfig.COLUMN_PRODUCT),
                text(row, ReplayConfig.COLUMN_ACTION),
                text(row, ReplayConfig.COLUMN_SOURCE),
                text(row, ReplayConfig.COLUMN_TIMESTAMP),
                text(row, ReplayConfig.COLUMN_REQUEST));
    }

    /** Names of the fields that rows have had so far. */
    Collection<String> found() {
        return found;
    }

    private static JsonNode parse(String line) {
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!row.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return row;
    }

    private String text(JsonNode row, String setting) {
        String column = config.column(setting);
        JsonNode value = column.isEmpty() ? null : row.get(column);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("field '" + column + "' is not a text or a number");
        }
        return value.asText();
    }
}
