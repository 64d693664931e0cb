package dev.freshet.cli.command.run;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogCheck;
import dev.freshet.cli.console.Logs;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.report.ExperimentReport;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplaySource;
import dev.freshet.replay.ShopLog;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.TopologyConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Streams a log through broker, registry and streams app, and evaluates the variants on the examples that come out. */
final class ExperimentRun {

    private final List<Path> files;
    private final Path directory;
    private final double warmUp;
    private final AppSettings settings;
    private final Console console;
    private final ShutdownSignal stop;

    /** @param warmUp share of the log's time that is only learned from */
    ExperimentRun(List<Path> files, Path directory, double warmUp, AppSettings settings, CommandSession session) {
        this.files = files;
        this.directory = directory;
        this.warmUp = warmUp;
        this.settings = settings;
        this.console = session.console();
        this.stop = session.stop();
    }

    /** Runs until the end; empty when stopped before. */
    Optional<ExperimentReport> execute() throws Exception {
        try (ShopLog log = ShopLog.open(files, settings.replay(), System.in)) {
            LogScan scan = LogCheck.scan(log, console, stop::isRequested);
            try (DataDirectory data = DataDirectory.open(directory)) {
                console.say(
                        "data       " + data.root() + (data.isNew() ? " (new)" : " (continued from an earlier start)"));
                Logs.to(data.log());
                try (KafkaInProcess kafka = KafkaInProcess.start(data, settings, console)) {
                    return stream(log, scan, kafka.settings(), kafka.admin());
                }
            }
        }
    }

    private Optional<ExperimentReport> stream(ShopLog log, LogScan scan, AppSettings addressed, Admin admin)
            throws Exception {
        TopologyConfig topology = addressed.topology();
        SchemaRegistry schemas = SchemaRegistry.of(addressed.registry());
        ReplaySource source =
                new ReplaySource(log, scan, addressed.replay(), topology.tailMs(), "use another --data-dir");
        long from = scan.firstTime() + (long) ((scan.lastTime() - scan.firstTime()) * warmUp);
        try (Replay replay = Replay.open(
                        source, addressed.kafka(), schemas, source.config().pace());
                StreamsApp streams =
                        StreamsApp.start(topology, schemas, notice -> console.say("streams    " + notice));
                ReplayThread sending = new ReplayThread(replay);
                ExperimentPass pass = new ExperimentPass(addressed, from, stop::isRequested)) {
            ProcessedLog processed = new ProcessedLog(addressed, streams, sending, admin);
            StallWatchdog watch = new StallWatchdog(
                    stop,
                    console,
                    settings.duration(AppConfig.RUN_PATIENCE),
                    List.of(sending::failure, streams::failure),
                    () -> List.of(sending.position().next(), streams.progress(), pass.progress()),
                    () -> pass.line(scan, from));
            pass.show(() -> console.live(() -> pass.line(scan, from)));
            sending.start();
            boolean ended = watch.until("the log to be sent", () -> {
                        pass.poll();
                        return sending.position().done();
                    })
                    && watch.until("the streams app to process the log", () -> {
                        pass.poll();
                        return processed.isProcessed();
                    })
                    && watch.until("the variants to be evaluated", pass::drain);
            if (!ended) {
                console.say("stopping; the same command keeps what is streamed and repeats the pass");
                return Optional.empty();
            }

            return Optional.of(ExperimentReport.of(pass.results(), scan.lastTime()));
        }
    }
}
