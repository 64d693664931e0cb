package dev.freshet.replay.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Extracts the columns from a line, which is a JSON object or a CSV record (RFC 4180). A record never continues on the
 * next line, so a stray quote invalidates only its own line.
 */
final class LineParser {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .disable(CsvParser.Feature.ALLOW_TRAILING_COMMA)
            .build();

    private final ObjectReader reader;
    private final Set<String> names;
    private final Columns columns;

    private LineParser(ObjectReader reader, Set<String> names, Columns columns) {
        this.reader = reader;
        this.names = names;
        this.columns = columns;
    }

    static LineParser json(Columns columns) {
        return new LineParser(JSON, new TreeSet<>(), columns);
    }

    /**
     * Reads the header.
     *
     * @throws IllegalArgumentException when the line is not CSV
     */
    static LineParser csv(String header, Columns columns) {
        try {
            List<String> written = CSV.readerForListOf(String.class).readValue(header);
            List<String> names = written.stream().map(String::strip).toList();
            CsvSchema.Builder schema = CsvSchema.builder();
            for (int i = 0; i < names.size(); i++) {
                // If several columns have the same name, the first is used.
                schema.addColumn(names.indexOf(names.get(i)) == i ? names.get(i) : i + " " + names.get(i));
            }
            ObjectReader reader = CSV.readerFor(JsonNode.class).with(schema.build());
            return new LineParser(reader, new LinkedHashSet<>(names), columns);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Names of the columns: those of the header, or those of the objects parsed so far. */
    Set<String> names() {
        return names;
    }

    /**
     * The line's fields.
     *
     * @throws IllegalArgumentException saying why the line is not a row
     */
    Fields parse(String line) {
        if (reader.getFactory() == CSV.getFactory() && hasTextAfterQuote(line)) {
            throw new IllegalArgumentException("not CSV: text follows a closing quote");
        }
        JsonNode row;
        try {
            row = reader.readValue(line);
        } catch (JsonProcessingException e) {
            String format = reader.getFactory().getFormatName();
            throw new IllegalArgumentException("not " + format + ": " + e.getOriginalMessage(), e);
        }
        if (!row.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        row.fieldNames().forEachRemaining(names::add);
        return new Fields(
                text(row, columns.user()),
                text(row, columns.product()),
                text(row, columns.action()),
                text(row, columns.source()),
                text(row, columns.timestamp()),
                text(row, columns.request()));
    }

    /**
     * Whether text other than a comma or the end of the line follows a closing quote. Jackson would silently drop
     * spaces there.
     */
    private static boolean hasTextAfterQuote(String line) {
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean last = i + 1 == line.length();
            if (!quoted) {
                quoted = c == '"' && fieldStart;
            } else if (c == '"' && !last && line.charAt(i + 1) == '"') {
                i++; // an escaped quote
            } else if (c == '"') {
                quoted = false;
                if (!last && line.charAt(i + 1) != ',') {
                    return true;
                }
            }
            fieldStart = !quoted && c == ',';
        }
        return false;
    }

    private static String text(JsonNode row, String column) {
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
