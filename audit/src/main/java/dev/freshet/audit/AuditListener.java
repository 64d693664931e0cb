package dev.freshet.audit;

import dev.freshet.schemas.log.ReadProgress;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Receives the progress of an audit, and can stop it. */
public interface AuditListener extends ReadProgress {

    /** Reports progress. Called often, so the line is built only when it is shown. */
    void progress(Supplier<String> line);

    /** Whether the audit should stop. */
    boolean isStopped();

    /**
     * Reports progress unless the listener has stopped the audit.
     *
     * @throws AuditRefusedException when stopped
     */
    default void check(Supplier<String> line) {
        if (isStopped()) {
            throw new AuditRefusedException(
                    AuditRefusedException.Reason.STOPPED, "stopped before the audit was done: nothing is known");
        }
        progress(line);
    }

    @Override
    default void at(TopicPartition partition, long offset, long end) {
        check(() -> String.format(
                Locale.ROOT,
                "reading %s %d, offset %,d of %,d",
                partition.topic(),
                partition.partition(),
                offset,
                end));
    }
}
