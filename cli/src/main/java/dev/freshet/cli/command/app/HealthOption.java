package dev.freshet.cli.command.app;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import picocli.CommandLine.Option;

/** The option of an app that answers health checks; see {@link HealthServer}. */
final class HealthOption {

    @Setting(AppConfig.HEALTH_PORT)
    @Option(names = "--health-port", paramLabel = "PORT", description = "Where /health/live and /health/ready answer.")
    Integer port;
}
