package dev.freshet.cli.command.run;

import dev.freshet.cli.settings.AppSettings;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.replay.LogScan;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.experiment.Experiment;
import dev.freshet.trainer.experiment.ExperimentResults;
import dev.freshet.trainer.stream.MergedExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The experiment's pass over topic training-examples. Used by one thread. */
final class ExperimentPass implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final BooleanSupplier stop;
    private final Experiment experiment;
    private final MergedExamples examples;
    private TrainerProgress progress = TrainerProgress.NONE;
    private String activity = "";
    private Runnable display = () -> {};

    /** @param from event time of the first group that counts, epoch milliseconds */
    ExperimentPass(AppSettings settings, long from, BooleanSupplier stop) {
        this.stop = stop;
        TrainerConfig model = settings.trainer();
        TrainerConfig network = settings.with(Map.of("model.term", "off")).trainer();
        examples = MergedExamples.open(model, new AvroSerde(model.registry()), Map.of());
        experiment = new Experiment(model, network, settings.duration("examples.watermark.interval"), from);
        experiment.onActivity(words -> {
            activity = "  " + words;
            display.run();
        });
    }

    /** Shows progress during long polls. */
    void show(Runnable shown) {
        display = shown;
    }

    /** Evaluates what has arrived. */
    void poll() {
        examples.poll(POLL);
        run();
    }

    /** One poll towards the end of the topic; whether everything is evaluated. */
    boolean drain() {
        boolean read = examples.pollToEnd(POLL);
        run();
        if (read && !stop.getAsBoolean()) {
            experiment.drain();
            return true;
        }
        return false;
    }

    private void run() {
        experiment.run(examples, stop, made -> {
            progress = made;
            activity = "";
            display.run();
        });
    }

    TrainerProgress progress() {
        return progress;
    }

    /** A line that tells how far the pass is. */
    String line(LogScan scan, long from) {
        long time = Math.max(progress.mergedTime(), scan.firstTime());
        double share = (double) (time - scan.firstTime()) / Math.max(1, scan.lastTime() - scan.firstTime());
        return String.format(
                Locale.ROOT,
                "%3d%%  %s  day %d, %s  groups %,d  step %,d%s",
                Math.round(100 * Math.min(1, share)),
                Instant.ofEpochMilli(time).toString().substring(0, 16).replace('T', ' '),
                (time - scan.firstTime()) / TimeSpan.DAY + 1,
                time < from ? "only learning" : "evaluating",
                progress.groups(),
                progress.steps(),
                activity);
    }

    ExperimentResults results() {
        return experiment.results();
    }

    @Override
    public void close() {
        try (experiment) {
            examples.close();
        }
    }
}
