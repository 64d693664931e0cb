package dev.freshet.trainer.experiment;

import dev.freshet.core.example.Example;
import dev.freshet.trainer.TrainerFailedException;

/**
 * Checks that examples were streamed with settings that the experiment can use.
 *
 * @param historyLength the longest history that the model reads, in events
 */
record ExampleCheck(int historyLength) {

    private static final String REMEDY = "; use another data directory";

    /** @throws TrainerFailedException naming the setting that is another one */
    void require(Example example) {
        if (example.history().size() > historyLength) {
            throw new TrainerFailedException(
                    "the data directory holds histories of " + example.history().size()
                            + " events, more than history.length=" + historyLength + REMEDY,
                    null);
        }
        if (example.groups().stream().anyMatch(group -> group.delayMs() > 0)) {
            throw new TrainerFailedException(
                    "the data directory was filled with another delay.policy than none" + REMEDY, null);
        }
    }
}
