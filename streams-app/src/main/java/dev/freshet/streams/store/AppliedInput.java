package dev.freshet.streams.store;

import dev.freshet.streams.rows.InputPosition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * How much of a partition of an input topic a task has applied. It is committed with the state, so each record is applied
 * once even when the brokers have dropped the offsets of the consumer group, as they do a week after its last member left.
 */
public final class AppliedInput {

    /** A larger gap in the offsets may hide lost records. One offset is the marker of a transaction. */
    private static final long USUAL_GAP = 1;

    private static final String UNKNOWN = "";
    private static final long ASK_AGAIN_NS = 10_000_000_000L;

    private static final RowSerde<InputPosition> SERDE =
            new RowSerde<>(InputPosition.class, InputPosition.getClassSchema());

    private final TaskState task;
    private final InputLog.Source logs;
    private final String topic;
    private final int partition;
    /** Null before the first record. */
    private InputPosition position;

    /** Offset of the last record that the task has read since its start; -1 before the first. */
    private long lastRead = -1;
    /** Whether the log has been compared with the position. */
    private boolean compared;

    /** When brokers that did not answer are asked again. */
    private long askAgain = System.nanoTime();

    /**
     * Compares the log with the position.
     *
     * @throws InputChangedException when the topic is another one, or records are gone that were not applied
     */
    public AppliedInput(TaskState task, InputLog.Source logs, String topic, int partition) {
        this.task = task;
        this.logs = logs;
        this.topic = topic;
        this.partition = partition;
        this.position = task.row(TaskState.INPUT_PREFIX + topic, SERDE);
        if (position != null) {
            compare();
        }
    }

    /**
     * Moves the position past a record; false when the record has been applied before.
     *
     * @throws InputChangedException when the topic is another one, or records are gone that were not applied
     */
    public boolean take(long offset) {
        if (position == null) {
            position = new InputPosition(offset, UNKNOWN);
        }
        compared &= offset > lastRead && offset <= position.getNextOffset() + USUAL_GAP;
        lastRead = offset;
        if (!compared) {
            compare();
        }
        if (offset < position.getNextOffset()) {
            return false;
        }
        position = new InputPosition(offset + 1, position.getTopicId());
        task.row(TaskState.INPUT_PREFIX + topic, SERDE, position);
        return true;
    }

    private void compare() {
        if (System.nanoTime() < askAgain) {
            return;
        }
        try {
            InputLog log = logs.of(topic, partition);
            if (position.getTopicId().equals(UNKNOWN)) {
                position = new InputPosition(position.getNextOffset(), log.topicId());
            }
            log.requireContinuation(position, topic, partition);
            compared = true;
        } catch (RetriableException e) {
            askAgain = System.nanoTime() + ASK_AGAIN_NS; // a later record asks again
        }
    }
}
