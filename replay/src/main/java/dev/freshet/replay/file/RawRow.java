package dev.freshet.replay.file;

/**
 * A row of a file, before its values are checked.
 *
 * @param number of the line, or in Parquet of the row, from 1
 * @param fields null when there is a fault
 * @param fault reason why the row cannot be read; null when it can
 * @param text of the line; null where the format has no lines
 */
public record RawRow(long number, Fields fields, String fault, String text) {

    static RawRow read(long number, Fields fields, String text) {
        return new RawRow(number, fields, null, text);
    }

    static RawRow faulty(long number, String fault, String text) {
        return new RawRow(number, null, fault, text);
    }

    /** The row's text in a rejected event. */
    String shown() {
        return text == null ? fields.text() : text;
    }
}
