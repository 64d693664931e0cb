package dev.freshet.streams.score;

/**
 * The versions of a model as an instance sees them.
 *
 * @param version the version that serves; -1 for none
 * @param refused the newest version that could not serve, if no newer one does; -1 for none
 */
public record ServedModel(long version, long refused) {

    public static final ServedModel NONE = new ServedModel(-1, -1);

    ServedModel serving(long newer) {
        return new ServedModel(newer, refused > newer ? refused : -1);
    }

    ServedModel refusing(long other) {
        return new ServedModel(version, Math.max(refused, other));
    }
}
