package dev.freshet.cli.command.app;

import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.command.run.DataDirectory;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.cli.settings.SettingOptions;
import dev.freshet.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet broker}. */
@Command(
        name = "broker",
        description = {
            "Starts a Kafka broker for development: Kafka's own server, one node, on the loopback address.",
            "It keeps its data between starts."
        },
        footer = {
            "",
            "  freshet broker  data in freshet-data/kafka, port 9092",
            "  freshet broker --data-dir freshet-data/shop  the data of freshet run shop.csv",
            "",
            "Needs nothing running. Next: freshet registry, freshet topics create."
        })
public final class BrokerCommand extends FreshetCommand {

    @Setting(AppConfig.BROKER_DATA)
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Directory of its data; default: freshet-data/kafka.")
    Path directory;

    @Setting(AppConfig.BROKER_PORT)
    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; default: 9092, 0 for any.")
    Integer port;

    @Mixin
    private SettingOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.BROKER);
        try (CommandSession app = CommandSession.openApp(spec(), settings);
                DataDirectory data = DataDirectory.open(Path.of(settings.text(AppConfig.BROKER_DATA)));
                EmbeddedBroker broker =
                        EmbeddedBroker.start(data.broker(), settings.integer(AppConfig.BROKER_PORT), Map.of())) {
            app.console().say("listening  Kafka on " + broker.bootstrapServers() + "; Ctrl-C ends it");
            app.await(Optional::empty, () -> false, () -> "serving    on " + broker.bootstrapServers());
            return 0;
        }
    }
}
