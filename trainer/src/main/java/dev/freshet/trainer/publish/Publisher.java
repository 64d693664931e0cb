package dev.freshet.trainer.publish;

/** Makes versions durable and visible, each whole or not at all. */
@FunctionalInterface
public interface Publisher {

    /** Returns once the version is committed; throws when it is not, and then the trainer must end. */
    void publish(TrainedVersion version);
}
