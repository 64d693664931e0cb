package dev.freshet.schemas.log;

/** The end at which a reader stops. Taken once, when reading starts: what is written later is not read. */
public enum LogEnd {

    /**
     * The last stable offset, where the oldest open transaction begins. The reader never waits for a writer. It may miss a
     * transaction whose {@code commitTransaction()} has just returned, since brokers write the markers afterwards. Use it
     * after {@code initTransactions()}, which waits for the markers, or when the rest is read later.
     */
    COMMITTED,

    /**
     * The end of the log, open transactions included. The reader waits until they are settled, so it reads everything that
     * was committed before.
     */
    WRITTEN
}
