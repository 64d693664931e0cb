package dev.freshet.cli.command.run;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogCheck;
import dev.freshet.cli.console.Logs;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.report.EvaluatedGroups;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.report.ResultFiles;
import dev.freshet.cli.report.ResultTable;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplaySource;
import dev.freshet.replay.ShopLog;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerApp;
import dev.freshet.trainer.evaluation.Oracle;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Runs a log through broker, registry, streams app and trainer in one JVM, from its first row to the report. */
final class LocalRun {

    private final List<Path> files;
    private final Path directory;
    private final boolean untilEnd;
    private final ResultFiles results;
    private final AppSettings settings;
    private final Console console;
    private final ShutdownSignal stop;
    private final Oracle oracle;

    /**
     * Prepares a run without starting anything.
     *
     * @param oracle ranks each group too, for comparison with the model
     */
    LocalRun(
            List<Path> files,
            Path directory,
            boolean untilEnd,
            ResultFiles results,
            AppSettings settings,
            CommandSession session,
            Oracle oracle) {
        this.files = files;
        this.directory = directory;
        this.untilEnd = untilEnd;
        this.results = results;
        this.settings = settings;
        this.console = session.console();
        this.stop = session.stop();
        this.oracle = oracle;
    }

    /**
     * Runs until the end or until stopped.
     *
     * @return whether the log's end was reached
     * @throws CommandFailure when a part fails, or the balance of events does not close
     * @throws dev.freshet.replay.LogRefusedException when the log cannot be replayed, or not with this data directory
     */
    boolean execute() throws Exception {
        try (ShopLog log = ShopLog.open(files, settings.replay(), System.in)) {
            return execute(log);
        }
    }

    private boolean execute(ShopLog log) throws Exception {
        LogScan scan = LogCheck.scan(log, console, stop::isRequested);
        try (DataDirectory data = DataDirectory.open(directory)) {
            console.say("data       " + data.root() + (data.isNew() ? " (new)" : " (continued from an earlier run)"));
            console.say("settings   delay.policy=" + settings.text("delay.policy") + " publish.interval="
                    + settings.text("publish.interval") + " and the rest as in the report; --set NAME=VALUE");
            Logs.to(data.log());
            try (KafkaInProcess kafka = KafkaInProcess.start(data, settings, console)) {
                return stream(log, scan, kafka.settings(), kafka.admin());
            }
        }
    }

    private boolean stream(ShopLog log, LogScan scan, AppSettings addressed, Admin admin) throws Exception {
        TopologyConfig topology = addressed.topology();
        SchemaRegistry schemas = SchemaRegistry.of(addressed.registry());
        ReplaySource source =
                new ReplaySource(log, scan, addressed.replay(), topology.tailMs(), "use another --data-dir");
        try (TrainerApp trainer =
                        new TrainerApp(addressed.trainer(), oracle, notice -> console.say("model      " + notice));
                Replay replay = Replay.open(
                        source,
                        addressed.kafka(),
                        schemas,
                        source.config()
                                .pace()
                                .and((at, nextTime) -> at.time()
                                        <= Math.max(trainer.progress().mergedTime(), scan.firstTime())
                                                + source.config().leadMs()));
                StreamsApp streams =
                        StreamsApp.start(topology, schemas, notice -> console.say("model      " + notice));
                ReplayThread sending = new ReplayThread(replay)) {
            LogFollower loop = new LogFollower(scan, addressed, console, stop, streams, trainer, sending, admin);
            trainer.start();
            sending.start();
            if (loop.untilProcessed() && loop.untilTrained()) {
                finish(loop, new AvroSerde(schemas));
                if (!untilEnd) {
                    console.say(
                            "The log has ended. Kafka keeps running at " + addressed.brokers() + "; Ctrl-C ends it.");
                    loop.untilStopped();
                }
                return true;
            }
            console.say("stopping; the same command continues from here");
            return false;
        }
    }

    private void finish(LogFollower loop, AvroSerde serde) {
        EvaluatedGroups evaluated = loop.evaluated(serde);
        Report report = loop.report(evaluated);
        ResultTable.of(report).forEach(console::say);
        results.write(report, evaluated.curve(), console);
        if (report.events().missing() != 0) {
            throw new CommandFailure("the balance of events does not close: "
                    + report.events().missing() + " events came in and are missing");
        }
    }
}
