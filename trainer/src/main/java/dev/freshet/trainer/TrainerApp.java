package dev.freshet.trainer;

import dev.freshet.schemas.topic.Topics;
import dev.freshet.trainer.evaluation.Oracle;
import dev.freshet.trainer.online.DivergenceException;
import dev.freshet.trainer.online.Quarantine;
import dev.freshet.trainer.online.TrainingSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs online training in its own thread. Closing it publishes nothing: the next trainer repeats the steps since the
 * last version, with the same bits. At most one trainer in a JVM may run at a time, because the engine records
 * gradients for only one.
 */
public final class TrainerApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerApp.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(5);

    private final TrainerConfig config;
    private final Oracle oracle;
    private final Consumer<String> notices;
    private final Thread thread;
    private volatile TrainerProgress progress = TrainerProgress.NONE;
    private volatile TrainerFailedException failure;
    private volatile boolean restored;
    private volatile boolean closing;
    private volatile CompletableFuture<TrainerProgress> drain;

    public TrainerApp(TrainerConfig config) {
        this(config, Oracle.NONE, LOG::info);
    }

    /**
     * @param oracle evaluated beside the model
     * @param notices receives, on the trainer's thread, one line for each thing that the operator should know
     */
    public TrainerApp(TrainerConfig config, Oracle oracle, Consumer<String> notices) {
        this.config = config;
        this.oracle = oracle;
        this.notices = notices;
        thread = new Thread(this::run, "trainer-" + config.modelName());
    }

    /** Starts training from the newest published version; returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Ends a finite log. Once everything that training-examples holds now is consumed, open transactions included, the
     * trainer trains on the open batch and publishes. The caller knows that no record follows; if one does, training
     * continues with it.
     *
     * @return completed with the progress after that, or exceptionally with a {@link TrainerFailedException}
     */
    public CompletableFuture<TrainerProgress> drain() {
        CompletableFuture<TrainerProgress> requested = new CompletableFuture<>();
        drain = requested;
        if (!thread.isAlive()) {
            requested.completeExceptionally(stopped());
        }
        return requested;
    }

    /** The progress at the last step or poll. */
    public TrainerProgress progress() {
        return progress;
    }

    /** Whether the published state is restored and training continues from it. */
    public boolean isTraining() {
        return restored && thread.isAlive();
    }

    /** Why training failed; empty while it runs and after a close. */
    public Optional<TrainerFailedException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        LOG.info("training model {} with {}", config.modelName(), config.describe());
        Quarantine quarantine = new Quarantine();
        try {
            while (!closing) {
                runSession(quarantine);
            }
        } catch (RuntimeException | Error e) {
            if (!closing) {
                failure = TrainerFailedException.of(config, e);
                if (!failure.isUnderstood()) {
                    LOG.error(failure.getMessage(), e);
                }
            }
        } finally {
            CompletableFuture<TrainerProgress> requested = drain;
            if (requested != null) {
                requested.completeExceptionally(stopped());
            }
        }
    }

    /** One session, up to a close or a batch that diverges. */
    private void runSession(Quarantine quarantine) {
        try (TrainingSession session = TrainingSession.open(config, oracle, quarantine, notices)) {
            restored = true;
            while (!closing) {
                CompletableFuture<TrainerProgress> requested = drain;
                if (requested == null || requested.isDone()) {
                    session.poll(() -> closing, p -> progress = p);
                } else if (session.drain(() -> closing, p -> progress = p)) {
                    requested.complete(progress);
                }
            }
        } catch (DivergenceException e) {
            restored = false;
            quarantine.add(e.batch());
            String alarm = "quarantined " + e.getMessage() + ". Training continues from "
                    + Quarantine.versionName(e.batch().version())
                    + " without it; the next version writes it to topic "
                    + Topics.QUARANTINED_BATCHES.topic();
            LOG.error("model {}: {}", config.modelName(), alarm);
            notices.accept(alarm);
        }
    }

    private TrainerFailedException stopped() {
        return failure != null ? failure : new TrainerFailedException("the trainer is closed", null);
    }

    /** Stops after the current step, without publishing; waits at most 35 seconds for the thread to end. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
            thread.interrupt();
            thread.join(INTERRUPT_TIMEOUT.toMillis());
            if (thread.isAlive()) {
                LOG.warn("the trainer's thread did not end within {}", CLOSE_TIMEOUT.plus(INTERRUPT_TIMEOUT));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
