package dev.freshet.trainer.stream;

/**
 * The position of a record in training-examples.
 *
 * @param partition its partition
 * @param offset its offset there
 */
public record StreamPosition(int partition, long offset) {

    @Override
    public String toString() {
        return "partition " + partition + " offset " + offset;
    }
}
