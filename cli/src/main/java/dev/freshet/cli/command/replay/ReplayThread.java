package dev.freshet.cli.command.replay;

import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplayPosition;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a replay in its own thread. */
public final class ReplayThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayThread.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final Replay replay;
    private final Thread thread = new Thread(this::run, "replay");
    private volatile Throwable failure;

    public ReplayThread(Replay replay) {
        this.replay = replay;
    }

    public void start() {
        thread.start();
    }

    public ReplayPosition position() {
        return replay.position();
    }

    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            replay.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("the replay failed", e);
            failure = e;
        }
    }

    /** Waits until the open transaction has ended. */
    @Override
    public void close() {
        replay.close();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
