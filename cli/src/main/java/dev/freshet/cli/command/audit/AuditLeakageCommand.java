package dev.freshet.cli.command.audit;

import dev.freshet.audit.leakage.LeakageAudit;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet audit leakage}. */
@Command(
        name = "leakage",
        description = {
            "Looks for examples and verdicts that know too much.",
            "Of each request: an event past the time that it may see, an event of the request",
            "itself, one that reached user-events later than the request, one that is not",
            "there at all. Of each next-positive target: that it left before the group that",
            "it labels. Of each judged group: a version younger than its request."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet audit leakage -b kafka:9092 --registry http://registry:8081",
            "  freshet audit leakage --config shop.properties      as freshet streams has it",
            "",
            "Reads user-events, rejected-events, dead-letters, training-examples and",
            "training-metrics, as far as they are committed now, and runs beside the apps.",
            "Holds one partition of the log in memory. groups.*, events.dedup.window and",
            "model.name must be those that the apps ran with. Ends with 0 when there is no",
            "leak; with 1 when there is one, or no example at all."
        })
final class AuditLeakageCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

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
        AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        String model = settings.text("model.name");
        return AuditRun.execute(
                spec,
                settings,
                most,
                (kafka, config, registry, listener) ->
                        new LeakageAudit(kafka, config, registry, listener, model).run());
    }
}
