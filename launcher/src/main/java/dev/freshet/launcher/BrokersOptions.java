package dev.freshet.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of a command that talks to a Kafka of the user's. */
class BrokersOptions extends SettingOptions {

    @Option(
            names = {"-b", "--bootstrap-servers"},
            order = 90,
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; default: localhost:9092.")
    private String brokers;

    @Override
    Map<String, Object> more() {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put(AppConfig.BROKERS, brokers);
        return more;
    }
}
