package dev.freshet.cli.command.app;

import dev.freshet.cli.command.run.DataDirectory;
import dev.freshet.cli.console.AppConsole;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.SettingOptions;
import dev.freshet.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet broker}. */
@Command(
        name = "broker",
        description = {
            "A Kafka broker for development: Kafka's own server, one node, on the loopback address. What it holds",
            "is kept from one start to the next."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet broker                                  data in freshet-data/kafka, port 9092",
            "  freshet broker --data-dir freshet-data/shop     serves what freshet run shop.csv left there",
            "",
            "Needs nothing running. Next: freshet registry, freshet topics create."
        })
public final class BrokerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where its data is kept; default: freshet-data/kafka.")
    private Path directory;

    @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; default: 9092, 0 for any.")
    private Integer port;

    @Mixin
    private SettingOptions options;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> given = new HashMap<>();
        given.put(AppConfig.BROKER_DATA, directory);
        given.put(AppConfig.BROKER_PORT, port);
        AppSettings settings = options.settings(given, AppConfig.BROKER);
        try (AppConsole app = AppConsole.open(spec, settings);
                DataDirectory data = DataDirectory.open(Path.of(settings.text(AppConfig.BROKER_DATA)));
                EmbeddedBroker broker =
                        EmbeddedBroker.start(data.broker(), settings.integer(AppConfig.BROKER_PORT), Map.of())) {
            app.console().say("listening  Kafka on " + broker.bootstrapServers() + "; Ctrl-C ends it");
            app.await(Optional::empty, () -> false, () -> "serving    on " + broker.bootstrapServers());
            return 0;
        }
    }
}
