package dev.freshet.streams.score;

import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.log.LogEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the model topic in its own thread and swaps in each new version as a whole. The previous version is freed
 * when its last user releases it. A version that cannot be loaded is rejected, and the previous one continues to serve.
 */
public final class ModelFollower implements ServingModelSupplier, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ModelTopicReader reader;
    private final AtomicReference<ServingModel> newest = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::follow, "model-follower");

    public ModelFollower(ModelTopicReader reader) {
        this.reader = reader;
    }

    public void start() {
        thread.start();
    }

    @Override
    public ServingModel acquire() {
        while (true) {
            ServingModel model = newest.get();
            if (model == null || model.retain()) {
                return model;
            }
            // it was retired between the two calls; a newer one is there
        }
    }

    /** The failure that ended the thread before it was closed; null while it runs. */
    public Throwable failure() {
        return failure.get();
    }

    private void follow() {
        try (reader) {
            reader.readToEnd(LogEnd.COMMITTED).ifPresent(this::swap);
            while (true) {
                List<ModelVersion> arrived = reader.poll(POLL);
                for (int i = arrived.size() - 1; i >= 0 && !swap(arrived.get(i)); i--) {}
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException | Error e) {
            LOG.error("stopped following the model topic", e);
            failure.set(e);
        }
    }

    /** Returns false when the version cannot be loaded. */
    private boolean swap(ModelVersion version) {
        try {
            retire(newest.getAndSet(ServingModel.load(version.version(), version.blocks())));
            return true;
        } catch (CorruptBlockException e) {
            LOG.warn("model version {} is rejected; the previous version continues to serve", version.version(), e);
            return false;
        }
    }

    private static void retire(ServingModel model) {
        if (model != null) {
            model.close();
        }
    }

    @Override
    public void close() {
        reader.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        retire(newest.getAndSet(null));
    }
}
