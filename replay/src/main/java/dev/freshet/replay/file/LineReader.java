package dev.freshet.replay.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads UTF-8 lines that end with LF or CRLF, in bounded memory; keeps only the start of an overlong line. No library
 * is used because a bad row must affect only its own line and keep its line number. After an open quote, DuckDB drops
 * rows without reporting them, and it does not number the rows that it accepts; fastcsv and Jackson cannot resume at
 * the next line.
 */
final class LineReader implements AutoCloseable {

    /** Bytes of the longest line that is read whole, without LF. */
    static final int MAX_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Replaces bytes that are not UTF-8; a line may also contain this character itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_BYTES];
    private final byte[] line = new byte[MAX_BYTES];
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line, or null after the last. */
    Line next() throws IOException {
        int value = read();
        if (value < 0) {
            return null;
        }
        int length = 0;
        boolean overlong = false;
        while (value >= 0 && value != '\n') {
            overlong = length == MAX_BYTES;
            if (!overlong) {
                line[length++] = (byte) value;
            }
            value = read();
        }
        number++;
        return line(length, overlong);
    }

    private Line line(int bytes, boolean overlong) {
        int length = bytes > 0 && line[bytes - 1] == '\r' && !overlong ? bytes - 1 : bytes;
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        if (overlong) {
            return new Line(number, text, "longer than " + MAX_BYTES + " bytes");
        }
        boolean utf8 = text.indexOf(REPLACEMENT) < 0
                || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(line, length));
        boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
        return new Line(number, marked ? text.substring(1) : text, utf8 ? null : "not UTF-8");
    }

    /** The next byte, or -1 at the end of the file. */
    private int read() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
        }
        return position == limit ? -1 : buffer[position++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * A line without its end and without a byte order mark.
     *
     * @param number from 1
     * @param fault why the text is not the whole line as written; null when it is
     */
    record Line(long number, String text, String fault) {}
}
