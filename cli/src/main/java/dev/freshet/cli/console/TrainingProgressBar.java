package dev.freshet.cli.console;

import dev.freshet.trainer.offline.EpochResult;
import dev.freshet.trainer.offline.TrainingListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** Shows the progress of training: on a terminal a bar for each epoch, elsewhere a line every twenty seconds. */
public final class TrainingProgressBar implements TrainingListener, AutoCloseable {

    private final Console console;
    private ProgressBar bar;
    private long startedAt = System.nanoTime();
    private long tokens;

    public TrainingProgressBar(Console console) {
        this.console = console;
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss, long batchTokens) {
        if (batch == 1) {
            startedAt = System.nanoTime();
            tokens = 0;
            bar = console.bar("epoch " + epoch, "batches", batches, 0);
        }
        tokens += batchTokens;
        String words = String.format(
                Locale.ROOT,
                "loss %.4f, %,.0f events a second",
                loss,
                tokens * 1e9 / Math.max(1, System.nanoTime() - startedAt));
        if (bar != null) {
            bar.stepTo(batch);
            bar.setExtraMessage(" " + words);
        } else {
            console.live(
                    () -> String.format(Locale.ROOT, "epoch %d, batch %d of %d: %s", epoch, batch, batches, words));
        }
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
