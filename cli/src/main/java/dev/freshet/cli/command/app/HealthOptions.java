package dev.freshet.cli.command.app;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import picocli.CommandLine.Option;

/** The options of an app that answers health checks; see {@link HealthServer}. */
final class HealthOptions {

    @Setting(AppConfig.HEALTH_PORT)
    @Option(names = "--health-port", paramLabel = "PORT", description = "Where /health/live and /health/ready answer.")
    Integer port;

    @Setting(AppConfig.HEALTH_HOST)
    @Option(
            names = "--health-host",
            paramLabel = "ADDRESS",
            description = "Address of the health port; default: 127.0.0.1, 0.0.0.0 for clients on other machines.")
    String host;
}
