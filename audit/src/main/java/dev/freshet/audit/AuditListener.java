package dev.freshet.audit;

import java.util.function.Supplier;

/** Whoever waits for an audit. */
public interface AuditListener {

    /** Told again and again how far it is; the line is made only when it is shown. */
    void progress(Supplier<String> line);

    /** Whether to give up. */
    boolean isStopped();

    /**
     * {@link #progress}, unless stopped.
     *
     * @throws AuditRefusedException when stopped
     */
    default void check(Supplier<String> line) {
        if (isStopped()) {
            throw new AuditRefusedException("stopped before the audit was done: nothing is known");
        }
        progress(line);
    }
}
