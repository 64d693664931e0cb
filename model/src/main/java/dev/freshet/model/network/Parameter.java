package dev.freshet.model.network;

import ai.djl.ndarray.types.Shape;
import dev.freshet.core.hash.Hash64;

/**
 * A dense parameter of the network.
 *
 * @param name in the reference's state_dict
 * @param module the part of the network whose parameters share blocks
 * @param drawnAs the name that seeds its initial values: encoder layers start as copies of the first
 * @param shape row-major
 * @param initial distribution of its initial values
 */
public record Parameter(String name, String module, String drawnAs, Shape shape, Initializer initial) {

    public int size() {
        return Math.toIntExact(shape.size());
    }

    /** Initial values, row-major. */
    public float[] draw(long seed) {
        return initial.values(new SeededRandom(Hash64.seeded(seed).add(drawnAs)), size());
    }
}
