package dev.freshet.cli.faults;

import dev.freshet.core.block.Block;
import dev.freshet.model.checkpoint.BlockDigest;
import dev.freshet.schemas.ModelManifest;
import java.util.List;
import java.util.TreeMap;

/** A published version. */
record Published(ModelManifest manifest, List<Block> blocks) {

    /**
     * The part of a version that is equal in every run of the same log: everything except offsets and block versions,
     * which depend on transaction markers and the number of runs.
     */
    String text() {
        return manifest.getVersion() + " parent " + manifest.getParent() + " watermark " + manifest.getWatermark()
                + " steps " + manifest.getSteps() + " examples " + manifest.getExamples() + " items "
                + manifest.getItems() + " contexts " + manifest.getContexts() + " deterministic "
                + manifest.getDeterministic() + " " + new TreeMap<>(manifest.getEvaluation()) + " "
                + BlockDigest.of(blocks);
    }
}
