package dev.freshet.cli.command.app;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.embedded.EmbeddedRegistry;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet registry}. */
@Command(
        name = "registry",
        description = {
            "Starts a schema registry for development on the loopback address: the part of Confluent's REST API that"
                    + " clients use.",
            "Topic _schemas of the broker keeps the schemas, so that their ids survive restarts."
        },
        footer = {
            "",
            "  freshet registry  with a broker on localhost:9092; port 8081",
            "  freshet registry -b kafka:9092 --port 18081",
            "",
            "Needs a broker: freshet broker or your own. Start one registry for each broker. Next: freshet topics"
                    + " create."
        })
public final class RegistryCommand extends FreshetCommand {

    @Setting(AppConfig.REGISTRY_PORT)
    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; default: 8081, 0 for any.")
    Integer port;

    @Mixin
    HealthOptions health;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.KAFKA, AppConfig.REGISTRY, AppConfig.HEALTH);
        try (CommandSession app = CommandSession.openApp(spec(), settings);
                HealthServer server = HealthServer.start(settings)) {
            Cluster.of(settings, app).withTopics(admin -> {});
            try (EmbeddedRegistry registry =
                    EmbeddedRegistry.start(settings.kafka(), settings.integer(AppConfig.REGISTRY_PORT))) {
                server.ask(Optional::empty, Optional::empty);
                app.console().say("listening  schemas on " + registry.url() + "; Ctrl-C ends it");
                app.await(Optional::empty, () -> false, () -> "serving    on " + registry.url());
                return 0;
            }
        }
    }
}
