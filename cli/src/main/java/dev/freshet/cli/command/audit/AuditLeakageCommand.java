package dev.freshet.cli.command.audit;

import dev.freshet.audit.leakage.LeakageAudit;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet audit leakage}. */
@Command(
        name = "leakage",
        description = {
            "Looks for examples, evaluations and statistics that use data from the future.",
            "For each request: an event later than the request may see, an event of the request itself, one that"
                    + " reached user-events after the request, one that user-events does not hold. For each next-positive"
                    + " target: it was emitted before the group that it labels, or is an event of a held-out request and"
                    + " not marked so. For each evaluated group: the version is newer than the request. For each version:"
                    + " its product statistics hold an event of its watermark or later, or are not those that"
                    + " training-examples give."
        },
        footer = {
            "",
            "  freshet audit leakage -b kafka:9092 --registry http://registry:8081",
            "  freshet audit leakage --config shop.properties  the settings of freshet streams",
            "",
            "Reads user-events, rejected-events, dead-letters, training-examples, training-metrics and model, as far as"
                    + " they are committed now, and runs beside the apps. Keeps one partition of the log in memory."
                    + " groups.*, events.dedup.* and model.name must be those of the apps. Exits with 0 when there is no"
                    + " leak, and with 1 when there is one, or no example."
        })
final class AuditLeakageCommand extends FreshetCommand {

    @Option(
            names = "--max-violations",
            paramLabel = "N",
            defaultValue = "10",
            description = "Violations to print, the first by topic, partition and offset; default: ${DEFAULT-VALUE}.")
    private int most;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        if (most < 0 || most > LeakageAudit.MOST_SHOWN) {
            throw new CommandFailure(
                    "--max-violations is " + most + "; it must be from 0 to " + LeakageAudit.MOST_SHOWN);
        }
        AppSettings settings = options.settings(AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        String model = settings.text("model.name");
        return AuditRun.execute(
                spec(),
                settings,
                most,
                (kafka, config, registry, listener) ->
                        new LeakageAudit(kafka, config, registry, listener, model).run());
    }
}
