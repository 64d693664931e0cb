package dev.freshet.trainer.online;

import dev.freshet.core.example.Example;
import dev.freshet.schemas.config.SettingConflict;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.trainer.TrainerFailedException;
import dev.freshet.trainer.TrainerSettings;
import dev.freshet.trainer.stream.StreamPosition;

/**
 * Refuses an example whose window is longer than the network's: then the {@code history.length} of the streams app is
 * above the trainer's.
 *
 * @param length the network's longest window, in events
 */
record WindowCheck(int length) {

    /** @throws TrainerFailedException naming the example's place and both settings */
    void check(Example example, StreamPosition position) {
        int window = window(example);
        if (window > length) {
            throw new TrainerFailedException(
                    "partition " + position.partition() + ", offset " + position.offset() + " of "
                            + Topics.TRAINING_EXAMPLES.topic() + ": "
                            + SettingConflict.of(
                                            TrainerSettings.HISTORY_LENGTH,
                                            length,
                                            "must be at least",
                                            "that of the streams app",
                                            window + " or more",
                                            "the network cannot read a long history")
                                    .getMessage()
                            + "; the trainer's is fixed once a model has a version, so raise it with a new "
                            + TrainerSettings.MODEL_NAME,
                    null);
        }
    }

    /** Events that a target or a group of the example needs; an event that is only a target needs no place. */
    private static int window(Example example) {
        int ofTargets =
                example.targets().stream().mapToInt(target -> target).max().orElse(0);
        int ofGroups = example.groups().stream()
                .mapToInt(group -> Math.max(
                        group.stateIndex() + 1,
                        group.servedWindow(example.history()).size()))
                .max()
                .orElse(0);
        return Math.max(ofTargets, ofGroups);
    }
}
