package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;

/** A pass over one file's rows in the order of the file, whatever its format. */
public interface RawRows extends AutoCloseable {

    /**
     * The next row, or null after the last.
     *
     * @throws LogRefusedException when the file cannot be read further
     */
    RawRow next();

    /** Which part of the file has been read, 0 to 1. */
    double fraction();

    /** SHA-256 of the file's content, uncompressed, in hexadecimal; asked once, after the last row. */
    String fingerprint();

    @Override
    void close();
}
