package dev.freshet.cli.command;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.SettingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of a command that talks to a Kafka of the user's. */
public class BrokersOptions extends SettingOptions {

    @Option(
            names = {"-b", "--bootstrap-servers"},
            order = 90,
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; default: localhost:9092.")
    private String brokers;

    @Override
    public Map<String, Object> more() {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put(AppConfig.BROKERS, brokers);
        return more;
    }
}
