package dev.freshet.cli.command.audit;

import dev.freshet.audit.leakage.LeakageAudit;
import dev.freshet.audit.leakage.LeakageReport;
import dev.freshet.audit.leakage.LogSnapshot;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.serde.AvroSerde;
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
        if (most < 0 || most > LeakageReport.MOST) {
            throw new CommandFailure("--max-violations is " + most + "; it must be from 0 to " + LeakageReport.MOST);
        }
        AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        Cluster cluster = Cluster.of(settings, spec);
        cluster.requireTopics();
        AvroSerde serde = new AvroSerde(cluster.registry());
        try (ShutdownSignal stop = ShutdownSignal.onSignal();
                Console console = new Console(spec.commandLine().getOut(), Boolean.getBoolean("freshet.terminal"));
                LogSnapshot topics = LogSnapshot.open(settings.kafka())) {
            LeakageAudit audit = new LeakageAudit(topics, serde, settings.topology(), settings.text("model.name"));
            LeakageReport report = audit.run(new ConsoleListener(console, stop));
            report.requireExamples(settings.brokers());
            report.lines(most).forEach(console::say);
            return report.isPassed() ? 0 : 1;
        }
    }
}
