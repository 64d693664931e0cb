package dev.freshet.cli.command.run;

import dev.freshet.cli.console.Console;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Broker, schema registry and topics of a data directory, in this JVM. */
final class KafkaInProcess implements AutoCloseable {

    /** What is open, newest first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final Admin admin;
    private final AppSettings settings;

    private KafkaInProcess(DataDirectory data, AppSettings settings, Console console) throws Exception {
        EmbeddedBroker broker = opened(EmbeddedBroker.start(data.broker(), 0, Map.of()));
        try {
            EmbeddedRegistry registry = opened(EmbeddedRegistry.start(broker.bootstrapServers(), 0));
            this.settings = settings.with(Map.of(
                    AppConfig.BROKERS,
                    broker.bootstrapServers(),
                    AppConfig.REGISTRY_URL,
                    registry.url(),
                    "state.dir",
                    data.state().toString()));
            admin = opened(Admin.create(this.settings.kafka()));
            console.say("listening  Kafka on " + broker.bootstrapServers() + ", schemas on " + registry.url());
            TopicAdmin.ensure(admin, TopicSettings.of(settings.integer(AppConfig.RUN_PARTITIONS)));
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** Starts broker and registry, and creates the topics that are missing. */
    static KafkaInProcess start(DataDirectory data, AppSettings settings, Console console) throws Exception {
        return new KafkaInProcess(data, settings, console);
    }

    Admin admin() {
        return admin;
    }

    /** The settings with the addresses. */
    AppSettings settings() {
        return settings;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
