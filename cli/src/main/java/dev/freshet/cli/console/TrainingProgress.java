package dev.freshet.cli.console;

import dev.freshet.trainer.offline.EpochResult;
import dev.freshet.trainer.offline.TrainingListener;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How a training goes: a bar with loss and rate for each epoch on a terminal, a line now and then elsewhere. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {

    private final Console console;
    private final boolean terminal;
    private ProgressBar bar;
    private long begun = System.nanoTime();
    private long tokens;

    public TrainingProgress(Console console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss, long batchTokens) {
        if (batch == 1) {
            begun = System.nanoTime();
            tokens = 0;
            bar = terminal ? bar(epoch, batches) : null;
        }
        tokens += batchTokens;
        String words = String.format(
                Locale.ROOT,
                "loss %.4f, %,.0f events a second",
                loss,
                tokens * 1e9 / Math.max(1, System.nanoTime() - begun));
        if (bar != null) {
            bar.stepTo(batch);
            bar.setExtraMessage(" " + words);
        } else {
            console.live(
                    () -> String.format(Locale.ROOT, "epoch %d, batch %d of %d: %s", epoch, batch, batches, words));
        }
    }

    private static ProgressBar bar(int epoch, int batches) {
        return new ProgressBarBuilder()
                .setTaskName("epoch " + epoch)
                .setInitialMax(batches)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" batches", 1)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .setSpeedUnit(ChronoUnit.SECONDS)
                .build();
    }

    @Override
    public void epoch(EpochResult result) {
        close();
        console.say(String.format(
                Locale.ROOT,
                "epoch %3d  step %,6d  train loss %.4f  stop loss %.4f%s%s",
                result.epoch(),
                result.steps(),
                result.trainLoss(),
                result.stopLoss(),
                result.stopNdcg10() == null ? "" : String.format(Locale.ROOT, "  NDCG@10 %.4f", result.stopNdcg10()),
                result.best() ? "  best" : ""));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
