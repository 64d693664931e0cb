package dev.freshet.streams.score;

import dev.freshet.model.serving.ServingModel;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.VersionRefusal;
import dev.freshet.schemas.config.SettingConflict;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the model topic and swaps in each new version as a whole. The previous version is freed when its last user
 * releases it. A version that cannot be loaded is refused with an alarm, whatever the cause; the newest that can serves.
 */
public final class ModelFollower implements ServingModelSupplier, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String REMEDY =
            "The trainer's next version replaces it; if that cannot serve either, check that"
                    + " trainer and streams app are of one release and that there is memory for two versions";

    private final String model;
    private final int historyLength;
    private final Consumer<String> alarms;
    private final ModelTopicReader reader;
    private final AtomicReference<ServingModel> newest = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicReference<ServedModel> served = new AtomicReference<>(ServedModel.NONE);
    private final Thread thread = new Thread(this::follow, "model-follower");

    /**
     * A follower that has read nothing yet.
     *
     * @param kafka settings of Kafka clients
     * @param model its name
     * @param historyLength events of the longest window; a version whose network reads fewer is refused
     * @param alarms receives one line for each version that cannot serve
     */
    public ModelFollower(
            Map<String, Object> kafka, AvroSerde serde, String model, int historyLength, Consumer<String> alarms) {
        this.model = model;
        this.historyLength = historyLength;
        this.alarms = alarms;
        this.reader = ModelTopicReader.open(kafka, serde, model, this::refuse);
    }

    /**
     * Loads the newest published version that can serve, then follows the topic in its own thread.
     *
     * @throws ConfigException when {@code history.length} is above what the published model reads
     */
    public void start() {
        reader.readToEnd(LogEnd.COMMITTED);
        for (long version : reader.assembler().versions().descendingSet()) {
            try {
                serve(reader.assembler().version(version).orElseThrow());
                break;
            } catch (ConfigException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                refuse(version, e);
            }
        }
        thread.start();
    }

    @Override
    public ServingModel acquire() {
        while (true) {
            ServingModel serving = newest.get();
            if (serving == null || serving.retain()) {
                return serving;
            }
            // it was retired between the two calls; a newer one is there
        }
    }

    /** The version that serves, and a newer one that cannot. */
    public ServedModel served() {
        return served.get();
    }

    /** The failure that ended the thread before it was closed; null while it runs. */
    public Throwable failure() {
        return failure.get();
    }

    private void follow() {
        try (reader) {
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

    /** Returns false when the version cannot serve. */
    private boolean swap(ModelVersion version) {
        try {
            serve(version);
            return true;
        } catch (RuntimeException | Error e) {
            refuse(version.version(), e);
            return false;
        }
    }

    private void serve(ModelVersion version) {
        ServingModel loaded = ServingModel.load(version.version(), version.blocks());
        if (loaded.maxLength() < historyLength) {
            int reads = loaded.maxLength();
            loaded.close();
            throw SettingConflict.of(
                    "history.length",
                    historyLength,
                    "must be at most",
                    "that of the trainer of model " + model,
                    reads,
                    "the model cannot read a long history");
        }
        served.updateAndGet(state -> state.serving(version.version()));
        retire(newest.getAndSet(loaded));
    }

    private void refuse(long version, Throwable cause) {
        ModelFailures.rethrowUnlessContained(cause);
        boolean understood = cause instanceof ConfigException;
        alarm(version, understood ? cause.getMessage() : cause + ". " + REMEDY, understood ? null : cause);
    }

    /** Takes a version that is not whole, or a record that belongs to none. */
    private void refuse(VersionRefusal refusal) {
        if (refusal.version() < 0) {
            LOG.warn("model {}: record {} is refused: {}", model, refusal.key(), refusal.reason());
        } else {
            alarm(refusal.version(), refusal.reason() + ". " + REMEDY, null);
        }
    }

    private void alarm(long version, String reason, Throwable cause) {
        served.updateAndGet(state -> state.refusing(version));
        String alarm = "version " + version + " of model " + model
                + " cannot serve, so the newest that can does, or popularity without one: " + reason;
        LOG.error(alarm, cause);
        alarms.accept(alarm);
    }

    private static void retire(ServingModel model) {
        if (model != null) {
            model.close();
        }
    }

    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            reader.close();
        } else {
            end();
        }
        retire(newest.getAndSet(null));
    }

    private void end() {
        reader.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
