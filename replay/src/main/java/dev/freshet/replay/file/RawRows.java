package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;

/** One pass over a file's rows in the order of the file, in any format. */
public interface RawRows extends AutoCloseable {

    /**
     * The next row, or null after the last.
     *
     * @throws LogRefusedException when the file cannot be read further
     */
    RawRow next();

    /** Fraction of the file read so far, 0 to 1. */
    double fraction();

    /** SHA-256 of the file's content, uncompressed, in hexadecimal; call it once, after the last row. */
    String fingerprint();

    @Override
    void close();
}
