package dev.freshet.trainer.stream;

/**
 * Where a record of training-examples stands.
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
