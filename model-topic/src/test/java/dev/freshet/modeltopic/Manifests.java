package dev.freshet.modeltopic;

import dev.freshet.schemas.ConsumedOffset;
import dev.freshet.schemas.ModelManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
                Map.of("device", "cpu"));
    }

    static Publication publication(long version, long parent, BlockUpdate... blocks) {
        return new Publication(draft(version, parent), Arrays.asList(blocks), List.of(), List.of(), Set.of());
    }

    static BlockUpdate block(String name, int... content) {
        byte[] data = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            data[i] = (byte) content[i];
        }
        return BlockUpdate.write(name, data);
    }
}
