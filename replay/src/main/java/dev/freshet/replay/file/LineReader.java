package dev.freshet.replay.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 lines ended by LF or CRLF in bounded memory: of a longer line than {@link #MAX_BYTES} the rest is passed
 * over. {@link #fault} says so, and when bytes are not UTF-8.
 */
final class LineReader implements AutoCloseable {

    static final int MAX_BYTES = 64 * 1024;

    /** What stands for bytes that are not UTF-8, and may stand in a line by itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_BYTES];
    private int start;
    private int end;
    private long number;
    private String fault;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, or null after the last. */
    String next() throws IOException {
        fault = null;
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

    /** Why the line last returned is not to be believed; null when it is whole. */
    String fault() {
        return fault;
    }

    private String takeOverlong() throws IOException {
        fault = "longer than " + MAX_BYTES + " bytes";
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
        if (line.indexOf(REPLACEMENT) >= 0 && !isUtf8(start, length)) {
            fault = "not UTF-8";
        }
        start = next;
        number++;
        return line;
    }

    private boolean isUtf8(int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
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
