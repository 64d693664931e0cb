package dev.freshet.cli.command;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import dev.freshet.cli.settings.SettingOptions;
import picocli.CommandLine.Option;

/** Options of a command that connects to the user's Kafka. */
public class BrokersOptions extends SettingOptions {

    @Setting(AppConfig.BROKERS)
    @Option(
            names = {"-b", "--bootstrap-servers"},
            order = 90,
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; default: localhost:9092.")
    String brokers;
}
