package dev.freshet.cli.command.run;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.console.SummaryLine;
import dev.freshet.cli.report.EvaluatedGroups;
import dev.freshet.cli.report.ExampleDigest;
import dev.freshet.cli.report.Report;
import dev.freshet.cli.report.ReportBuilder;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.replay.LogScan;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.streams.StreamsApp;
import dev.freshet.trainer.TrainerApp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;

/** Follows a finite log to its end: until it is sent, processed and trained on. */
final class LogFollower {

    private final LogScan scan;
    private final AppSettings settings;
    private final StreamsApp streams;
    private final TrainerApp trainer;
    private final ReplayThread replay;
    private final ProcessedLog processed;
    private final StallWatchdog watch;

    private final long rowsBefore;
    private final long startedAt = System.nanoTime();
    private Double eventsPerSecond;

    LogFollower(
            LogScan scan,
            AppSettings settings,
            Console console,
            ShutdownSignal stop,
            StreamsApp streams,
            TrainerApp trainer,
            ReplayThread replay,
            Admin admin) {
        this.scan = scan;
        this.settings = settings;
        this.streams = streams;
        this.trainer = trainer;
        this.replay = replay;
        this.rowsBefore = rows();
        processed = new ProcessedLog(settings, streams, replay, admin);
        watch = new StallWatchdog(
                stop,
                console,
                settings.duration(AppConfig.RUN_PATIENCE),
                List.of(replay::failure, streams::failure, trainer::failure),
                () -> List.of(replay.position().next(), streams.progress(), trainer.progress()),
                () -> SummaryLine.of(
                        (int) (100 * rows() / scan.rows()),
                        scan,
                        replay.position().time(),
                        speed(),
                        streams.progress(),
                        trainer.progress()));
    }

    /**
     * Waits until the replay has sent the log and the streams app has processed and committed all of it; false when
     * stopped.
     */
    boolean untilProcessed() throws InterruptedException {
        boolean all = watch.until("the log to be sent", () -> replay.position().done())
                && watch.until("the streams app to process the log", processed::isProcessed);
        eventsPerSecond = rows() == rowsBefore ? null : Double.valueOf(speed());
        return all;
    }

    /** Waits until the model is trained on everything; false when stopped. */
    boolean untilTrained() throws InterruptedException {
        CompletableFuture<?> drained = trainer.drain();
        return watch.until(
                "the trainer to train on the rest", () -> drained.isDone() && !drained.isCompletedExceptionally());
    }

    void untilStopped() throws InterruptedException {
        watch.untilStopped();
    }

    EvaluatedGroups evaluated(AvroSerde serde) {
        return EvaluatedGroups.read(settings.kafka(), serde, scan.firstTime(), scan.lastTime());
    }

    Report report(EvaluatedGroups evaluated) {
        return new ReportBuilder(streams.progress(), trainer.progress())
                .report(
                        replay.position(),
                        evaluated,
                        eventsPerSecond,
                        ExampleDigest.ofTopic(settings.kafka()),
                        settings.describe());
    }

    private long rows() {
        return Math.min(replay.position().next(), scan.rows());
    }

    /** Rows of the log per second since the start of this run. */
    private double speed() {
        return (rows() - rowsBefore) * 1e9 / Math.max(1, System.nanoTime() - startedAt);
    }
}
