package dev.freshet.cli.command;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import picocli.CommandLine.Option;

/** Options of a command that reads or writes records, and so needs the schema registry. */
public class ConnectionOptions extends BrokersOptions {

    @Setting(AppConfig.REGISTRY_URL)
    @Option(
            names = "--registry",
            order = 91,
            paramLabel = "URL",
            description = "The schema registry; default: http://localhost:8081.")
    String registry;
}
