package dev.freshet.audit;

/**
 * Something that must not be.
 *
 * @param offset where, or {@link #NO_OFFSET} when it is a number that does not add up
 * @param words what is wrong there
 */
public record Violation(String topic, int partition, long offset, String words) {

    public static final long NO_OFFSET = -1;

    @Override
    public String toString() {
        return topic + " " + partition + (offset == NO_OFFSET ? "" : " offset " + offset) + ": " + words;
    }
}
