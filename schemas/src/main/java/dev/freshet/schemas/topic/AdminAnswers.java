package dev.freshet.schemas.topic;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for answers to the calls of an {@link Admin}. */
public final class AdminAnswers {

    private AdminAnswers() {}

    /**
     * Waits for an answer.
     *
     * @throws KafkaException with this message when the call fails; the cause is what the client says
     */
    public static <T> T get(KafkaFuture<T> answer, String message) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(message, e.getCause());
        }
    }

    /**
     * Waits for an answer.
     *
     * @throws KafkaException what the client says, as it is; an exception of another kind gets this message
     */
    static <T> T getOrRethrow(KafkaFuture<T> answer, String message) {
        try {
            return get(answer, message);
        } catch (KafkaException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : e;
        }
    }
}
