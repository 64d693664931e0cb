package dev.freshet.schemas.log;

/** The end at which a reader stops. Taken once, when reading starts: what is written later is not read. */
public enum LogEnd {

    /**
     * The last stable offset, that of the oldest open transaction. The reader never waits for a writer, and it may miss a
     * transaction whose {@code commitTransaction()} has returned: the markers follow. Choose it where the writer has been
     * settled ({@code initTransactions()} waits for the markers), or where the rest is read later.
     */
    COMMITTED,

    /**
     * The end of the log, open transactions included. The reader waits until they are settled, so it reads everything that
     * was committed before.
     */
    WRITTEN
}
