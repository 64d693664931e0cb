package dev.freshet.trainer;

/**
 * Where a record of training-examples stands.
 *
 * @param partition its partition
 * @param offset its offset there
 */
record Position(int partition, long offset) {

    @Override
    public String toString() {
        return "partition " + partition + " offset " + offset;
    }
}
