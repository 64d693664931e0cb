package dev.freshet.cli.command.app;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.console.AppConsole;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.embedded.EmbeddedRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet registry}. */
@Command(
        name = "registry",
        description = {
            "A schema registry for development, on the loopback address: the part of Confluent's REST API that",
            "clients use. Its schemas are in topic _schemas of the broker, so their ids survive restarts."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet registry                                beside a broker on localhost:9092, port 8081",
            "  freshet registry -b kafka:9092 --port 18081",
            "",
            "Needs a broker: freshet broker, or one of yours. One registry for each. Next: freshet topics create."
        })
public final class RegistryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; default: 8081, 0 for any.")
    private Integer port;

    @Option(names = "--health-port", paramLabel = "PORT", description = "Where /health/live and /health/ready answer.")
    private Integer healthPort;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> given = new HashMap<>();
        given.put(AppConfig.REGISTRY_PORT, port);
        given.put(AppConfig.HEALTH_PORT, healthPort);
        AppSettings settings = options.settings(given, AppConfig.KAFKA, AppConfig.REGISTRY, AppConfig.HEALTH);
        try (AppConsole app = AppConsole.open(spec, settings);
                HealthServer health = HealthServer.start(settings.integer(AppConfig.HEALTH_PORT))) {
            new Cluster(settings, app.console(), app.stop()).withTopics(admin -> {});
            try (EmbeddedRegistry registry =
                    EmbeddedRegistry.start(settings.kafka(), settings.integer(AppConfig.REGISTRY_PORT))) {
                health.ask(Optional::empty, Optional::empty);
                app.console().say("listening  schemas on " + registry.url() + "; Ctrl-C ends it");
                app.await(Optional::empty, () -> false, () -> "serving    on " + registry.url());
                return 0;
            }
        }
    }
}
