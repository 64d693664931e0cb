package dev.freshet.replay.file;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a CSV file by RFC 4180: fields between commas, quotes doubled inside quoted fields. A record is always one
 * physical line, so that a stray quote spoils its own line and never swallows the rest of the log.
 */
final class CsvLine {

    private CsvLine() {}

    /**
     * The line's fields.
     *
     * @throws IllegalArgumentException when a quote is not closed, or text follows a closing quote
     */
    static List<String> split(String line) {
        List<String> fields = new ArrayList<>(8);
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == '"';
            int end = quoted ? endOfQuoted(line, at) : endOfPlain(line, at);
            fields.add(quoted ? line.substring(at + 1, end - 1).replace("\"\"", "\"") : line.substring(at, end));
            at = end + 1;
        }
        return fields;
    }

    private static int endOfPlain(String line, int start) {
        int comma = line.indexOf(',', start);
        return comma < 0 ? line.length() : comma;
    }

    private static int endOfQuoted(String line, int start) {
        int at = start + 1;
        while (true) {
            int quote = line.indexOf('"', at);
            if (quote < 0) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            boolean last = quote + 1 == line.length();
            if (last || line.charAt(quote + 1) == ',') {
                return quote + 1;
            }
            if (line.charAt(quote + 1) != '"') {
                throw new IllegalArgumentException("text follows a closing quote");
            }
            at = quote + 2;
        }
    }
}
