package dev.freshet.launcher.replay;

/** A pass over rows. */
interface Rows extends AutoCloseable {

    /**
     * The next row, or null after the last.
     *
     * @throws LogRefusedException when the file cannot be read further
     */
    LogRow next();

    @Override
    void close();
}
