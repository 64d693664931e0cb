package dev.freshet.audit;

import dev.freshet.schemas.log.ReadProgress;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Is told how far an audit is, and can stop it. */
public interface AuditListener extends ReadProgress {

    /** Takes note of the progress; called again and again, so the line is made only when it is shown. */
    void progress(Supplier<String> line);

    /** Whether the audit is to stop. */
    boolean isStopped();

    /**
     * {@link #progress}, unless stopped.
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
