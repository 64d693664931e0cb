package dev.freshet.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of a command that talks to a Kafka of the user's. */
class ConnectionOptions extends SettingOptions {

    @Option(
            names = {"-b", "--bootstrap-servers"},
            order = 90,
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; default: localhost:9092.")
    private String brokers;

    @Option(
            names = "--registry",
            order = 91,
            paramLabel = "URL",
            description = "The schema registry; default: http://localhost:8081.")
    private String registry;

    @Override
    Map<String, ?> more() {
        Map<String, String> more = new LinkedHashMap<>();
        more.put(AppConfig.BROKERS, brokers);
        more.put(AppConfig.REGISTRY_URL, registry);
        return more;
    }
}
