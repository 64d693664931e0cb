package dev.freshet.cli.command.run;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogWords;
import dev.freshet.cli.console.Logs;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.report.ResultTable;
import dev.freshet.cli.settings.RunSettings;
import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.embedded.EmbeddedRegistry;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplaySource;
import dev.freshet.replay.ShopLog;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerApp;
import dev.freshet.trainer.evaluation.Oracle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Everything in one JVM: broker, registry, topics, streams app, trainer and replay, from the log's start to its report. */
final class LocalRun {

    private final List<Path> files;
    private final Path directory;
    private final boolean untilEnd;
    private final Path reportFile;
    private final RunSettings settings;
    private final Console console;
    private final ShutdownSignal stop;
    private final Oracle oracle;

    /**
     * Prepares a run; nothing starts yet.
     *
     * @param reportFile null for none
     * @param oracle judged beside the model
     */
    LocalRun(
            List<Path> files,
            Path directory,
            boolean untilEnd,
            Path reportFile,
            RunSettings settings,
            Console console,
            ShutdownSignal stop,
            Oracle oracle) {
        this.files = files;
        this.directory = directory;
        this.untilEnd = untilEnd;
        this.reportFile = reportFile;
        this.settings = settings;
        this.console = console;
        this.stop = stop;
        this.oracle = oracle;
    }

    /**
     * Runs until the end or until stopped.
     *
     * @return whether the log's end was reached
     * @throws CommandFailure when a part fails, or the balance of events does not close
     * @throws dev.freshet.replay.LogRefusedException when the log cannot be replayed, or not here
     */
    boolean execute() throws Exception {
        try (ShopLog log = ShopLog.open(files, settings.replay(), System.in)) {
            return execute(log);
        }
    }

    private boolean execute(ShopLog log) throws Exception {
        LogScan scan = LogWords.scan(log, console, stop::isRequested);
        try (DataDirectory data = DataDirectory.open(directory)) {
            console.say("data       " + data.root() + (data.isNew() ? " (new)" : " (continued from an earlier run)"));
            console.say("settings   delay.policy=" + settings.describe().get("delay.policy") + " publish.interval="
                    + settings.describe().get("publish.interval") + " and the rest as in the report; --set NAME=VALUE");
            Logs.to(data.log());
            try (EmbeddedBroker broker = EmbeddedBroker.start(data.broker(), 0, Map.of());
                    EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0);
                    Admin admin = Admin.create(settings.kafka(broker.bootstrapServers()))) {
                console.say("listening  Kafka on " + broker.bootstrapServers() + ", schemas on " + registry.url());
                TopicAdmin.ensure(admin, TopicSettings.of(settings.run().partitions()));
                return stream(log, scan, data, broker.bootstrapServers(), registry.url(), admin);
            }
        }
    }

    private boolean stream(ShopLog log, LogScan scan, DataDirectory data, String brokers, String registry, Admin admin)
            throws Exception {
        TopologyConfig topology = settings.topology(brokers, data.state().toString());
        SchemaRegistry schemas = SchemaRegistry.connect(registry, Map.of());
        ReplaySource source =
                new ReplaySource(log, scan, settings.replay(), topology.tailMs(), "use another --data-dir");
        try (TrainerApp trainer = new TrainerApp(
                        settings.trainer(brokers, registry), oracle, notice -> console.say("model      " + notice));
                Replay replay = Replay.open(
                        source,
                        settings.kafka(brokers),
                        schemas,
                        source.config()
                                .pace()
                                .and((at, nextTime) -> at.time()
                                        <= Math.max(trainer.progress().mergedTime(), scan.firstTime())
                                                + source.config().leadMs()));
                StreamsApp streams = StreamsApp.start(topology, schemas);
                ReplayThread sending = new ReplayThread(replay)) {
            LogFollower loop = new LogFollower(scan, settings, console, stop, streams, trainer, sending, admin);
            trainer.start();
            sending.start();
            if (loop.untilProcessed() && loop.untilLearned()) {
                finish(loop.report(settings.kafka(brokers), new AvroSerde(schemas)));
                if (!untilEnd) {
                    console.say("The log has ended. Kafka goes on at " + brokers + "; Ctrl-C ends it.");
                    loop.untilStopped();
                }
                return true;
            }
            console.say("stopping; the same command goes on from here");
            return false;
        }
    }

    private void finish(Report report) {
        ResultTable.of(report).forEach(console::say);
        if (reportFile != null) {
            report.write(reportFile);
            console.say("report              " + reportFile);
        }
        if (report.events().missing() != 0) {
            throw new CommandFailure("the balance of events does not close: "
                    + report.events().missing() + " came in and are not accounted for");
        }
    }
}
