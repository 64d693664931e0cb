package dev.freshet.cli.faults;

import dev.freshet.core.block.Block;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.schemas.ModelManifest;
import java.util.List;
import java.util.TreeMap;

/** A version as it was published. */
record Published(ModelManifest manifest, List<Block> blocks) {

    /** What every run of the same log must publish: all but offsets and block versions, which count markers and runs. */
    String text() {
        return manifest.getVersion() + " parent " + manifest.getParent() + " watermark " + manifest.getWatermark()
                + " steps " + manifest.getSteps() + " examples " + manifest.getExamples() + " items "
                + manifest.getItems() + " contexts " + manifest.getContexts() + " deterministic "
                + manifest.getDeterministic() + " " + new TreeMap<>(manifest.getEvaluation()) + " "
                + BlockDigest.of(blocks);
    }
}
