package dev.freshet.cli.command.replay;

import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.LogCheck;
import dev.freshet.cli.console.ReplayProgressBar;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.RetentionNeeds;
import dev.freshet.replay.LogRefusedException;
import dev.freshet.replay.LogScan;
import dev.freshet.replay.Replay;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.replay.ReplayPosition;
import dev.freshet.replay.ReplaySource;
import dev.freshet.replay.ShopLog;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.TopicNeeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One replay into the user's Kafka cluster, from the check of the log to the last commit. */
final class ReplayRun {

    private static final String ELSEWHERE = "replay into another Kafka, or empty this one's topics (delete them, then"
            + " freshet topics create) and choose another --set replay.group=NAME";
    private static final long LOOK = 200;

    private final List<Path> files;
    private final AppSettings settings;
    private final Console console;
    private final CommandSession session;

    ReplayRun(List<Path> files, AppSettings settings, CommandSession session) {
        this.files = files;
        this.settings = settings;
        this.session = session;
        this.console = session.console();
    }

    /**
     * Replays until the end or until stopped.
     *
     * @throws CommandFailure when the broker does not answer
     * @throws dev.freshet.replay.LogRefusedException when the log cannot be replayed, or not into this cluster
     */
    void execute() throws Exception {
        ReplayConfig config = settings.replay();
        Cluster cluster = Cluster.of(settings, session);
        try (ShopLog log = ShopLog.open(files, config, System.in)) {
            cluster.requireTopics();
            SchemaRegistry registry = cluster.registry();
            LogScan scan = LogCheck.scan(log, console, session.stop()::isRequested);
            cluster.requireTopics(new TopicNeeds(
                    RetentionNeeds.ofReplay(scan.firstTime(), System.currentTimeMillis(), config.sendsRequests()), ""));
            ReplaySource source =
                    new ReplaySource(log, scan, config, settings.topology().tailMs(), ELSEWHERE);
            try (Replay replay = Replay.open(source, settings.kafka(), registry, config.pace());
                    ReplayThread sending = new ReplayThread(replay)) {
                send(scan, sending);
            }
        }
    }

    /** Ends the unfinished replay of the settings' group. */
    void giveUp() throws InterruptedException {
        Cluster cluster = Cluster.of(settings, session);
        cluster.requireTopics();
        Optional<ReplayPosition> end = Replay.giveUp(settings.replay(), settings.kafka(), cluster.registry());
        console.say(end.map(at -> String.format(
                        Locale.ROOT,
                        "given up   %s after step %,d, at %s",
                        at.file(),
                        at.next(),
                        Instant.ofEpochMilli(at.time())))
                .orElse("No replay is unfinished here; there is nothing to give up."));
    }

    private void send(LogScan scan, ReplayThread sending) throws InterruptedException {
        ReplayPosition start = sending.position();
        if (start.done()) {
            console.say("The replay of this log has ended here; there is nothing to send.");
            return;
        }
        console.say(
                start.next() == 0
                        ? "sending    to " + settings.brokers()
                        : String.format(
                                Locale.ROOT, "sending    to %s, on from step %,d", settings.brokers(), start.next()));
        long startedAt = System.nanoTime();
        sending.start();
        try (ReplayProgressBar progress = new ReplayProgressBar(scan.rows(), start.next(), console)) {
            while (!sending.position().done()
                    && sending.failure().isEmpty()
                    && !session.stop().isRequested()) {
                progress.show(sending.position());
                Thread.sleep(LOOK);
            }
            progress.show(sending.position());
        }
        if (sending.failure().isPresent()) {
            Throwable failure = sending.failure().get();
            if (failure instanceof LogRefusedException refused) {
                throw refused;
            }
            throw new CommandFailure(
                    CommandFailure.explain(failure)
                            + "; what is committed stays, and the same command continues from there",
                    failure);
        }
        finish(start, sending.position(), startedAt);
    }

    private void finish(ReplayPosition start, ReplayPosition end, long startedAt) {
        double seconds = Math.max(1, System.nanoTime() - startedAt) / 1e9;
        if (!end.done()) {
            console.say("stopping; the same command continues from here");
            return;
        }
        console.say(String.format(
                Locale.ROOT,
                "done       %,d steps sent in %.1f s, %,.0f a second; %,d ticks, %,d score requests in all",
                end.next() - start.next(),
                seconds,
                (end.next() - start.next()) / seconds,
                end.ticks(),
                end.requests()));
        end.rejected()
                .forEach((reason, count) -> console.say(String.format(
                        Locale.ROOT, "           %,d rejected %s: see topic rejected-events", count, reason)));
    }
}
