package dev.freshet.replay.file;

import dev.freshet.replay.LogRefusedException;

/** One pass over rows. */
public interface Rows extends AutoCloseable {

    /**
     * The next row, or null after the last.
     *
     * @throws LogRefusedException when the file cannot be read further
     */
    LogRow next();

    @Override
    void close();
}
