package dev.freshet.trainer.offline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a training.
 *
 * @param settings settings that the model was trained with
 * @param epochs results in order
 * @param best the epoch whose model is kept
 * @param digest SHA-256 of the last epoch's weights and vocabularies, hexadecimal
 */
public record TrainingReport(Map<String, String> settings, List<EpochResult> epochs, EpochResult best, String digest) {

    public TrainingReport {
        settings = new TreeMap<>(settings);
        epochs = List.copyOf(epochs);
    }
}
