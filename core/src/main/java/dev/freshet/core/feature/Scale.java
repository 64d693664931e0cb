package dev.freshet.core.feature;

/**
 * Brings a number near [-1, 1] by constants, which no data fits: {@code (x - centre) / width}, cut at 6 on both sides.
 *
 * @param centre a usual value
 * @param width how far usual values are from it
 */
public record Scale(double centre, double width) {

    /** For 0 and 1, which become 0 and 6: an optimizer that moves all weights at one pace learns small inputs slowly. */
    static final Scale FLAG = new Scale(0, 1.0 / 6);

    private static final double LIMIT = 6;

    public double of(double x) {
        return Math.max(-LIMIT, Math.min(LIMIT, (x - centre) / width));
    }
}
