package dev.freshet.modeltopic;

import dev.freshet.core.block.Block;
import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Manifests and publications of a model called main. */
final class Manifests {

    static final String MODEL = "main";

    private Manifests() {}

    /** A manifest without blocks, as a trainer makes it. */
    static ModelManifest draft(long version, long parent) {
        return new ModelManifest(
                MODEL,
                version,
                parent,
                List.of(),
                List.of(),
                3,
                2,
                1_000L,
                List.of(new ConsumedOffset(0, 10 * version)),
                version,
                version,
                Map.of("ndcg", 0.5),
                true,
                Map.of("device", "cpu"),
                null);
    }

    static Publication publication(long version, long parent, Block... blocks) {
        return new Publication(draft(version, parent), Arrays.asList(blocks), List.of(), List.of());
    }

    static Block block(String name, int... content) {
        byte[] data = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            data[i] = (byte) content[i];
        }
        return new Block(name, data);
    }
}
