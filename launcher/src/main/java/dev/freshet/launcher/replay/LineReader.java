package dev.freshet.launcher.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 lines ended by LF or CRLF in bounded memory: of a longer line than {@link #MAX_BYTES} the rest is passed
 * over, and {@link #overlong} says so.
 */
final class LineReader implements AutoCloseable {

    static final int MAX_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_BYTES];
    private int start;
    private int end;
    private long number;
    private boolean overlong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, or null after the last. */
    String next() throws IOException {
        overlong = false;
        int scanned = start;
        while (true) {
            int feed = indexOfFeed(scanned);
            if (feed >= 0) {
                return take(feed, feed + 1);
            }
            if (end - start == buffer.length) {
                return takeOverlong();
            }
            scanned = end - start;
            if (!fill()) {
                return start == end ? null : take(end, end);
            }
        }
    }

    /** Number of the line last returned, from 1. */
    long number() {
        return number;
    }

    boolean overlong() {
        return overlong;
    }

    private String takeOverlong() throws IOException {
        overlong = true;
        number++;
        String head = new String(buffer, 0, end, StandardCharsets.UTF_8);
        int feed;
        do {
            start = end;
            if (!fill()) {
                return head;
            }
            feed = indexOfFeed(0);
        } while (feed < 0);
        start = feed + 1;
        return head;
    }

    private String take(int stop, int next) {
        int length = stop - start;
        if (length > 0 && buffer[stop - 1] == '\r') {
            length--;
        }
        String line = new String(buffer, start, length, StandardCharsets.UTF_8);
        start = next;
        number++;
        return line;
    }

    private int indexOfFeed(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves what is left to the front and reads more behind it; false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) {
            end += read;
        }
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
