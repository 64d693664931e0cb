package dev.freshet.model.checkpoint;

import ai.djl.ndarray.NDArray;
import dev.freshet.core.block.Block;
import dev.freshet.model.training.AdamW;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The state of {@link AdamW} as blocks. */
public final class OptimizerBlocks {

    private static final String STEPS = "optimizer/steps";
    private static final String FIRST = "optimizer/first/";
    private static final String SECOND = "optimizer/second/";

    private OptimizerBlocks() {}

    public static List<Block> write(AdamW optimizer, TensorSections sections) {
        List<Block> blocks = new ArrayList<>();
        Collection<AdamW.State> states = optimizer.states().values();
        ByteBuffer body =
                ByteBuffer.allocate(Integer.BYTES + states.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(states.size());
        states.forEach(state -> body.putLong(state.steps));
        blocks.add(BlockEnvelope.seal(STEPS, body.flip()));
        sections.write(FIRST, moments(optimizer, state -> state.first), blocks);
        sections.write(SECOND, moments(optimizer, state -> state.second), blocks);
        return blocks;
    }

    /**
     * Fills the state of a prepared optimizer.
     *
     * @throws CorruptBlockException naming the block that is missing, damaged or for another number of parameters
     */
    public static void read(AdamW optimizer, TensorSections sections, BlockSource blocks) {
        Collection<AdamW.State> states = optimizer.states().values();
        blocks.read(STEPS, body -> {
            int count = body.getInt();
            if (count != states.size()) {
                throw new IllegalArgumentException(count + " counts for " + states.size() + " parameters");
            }
            states.forEach(state -> state.steps = body.getLong());
            return count;
        });
        sections.read(FIRST, blocks, moments(optimizer, state -> state.first));
        sections.read(SECOND, blocks, moments(optimizer, state -> state.second));
    }

    private static Map<String, NDArray> moments(AdamW optimizer, Function<AdamW.State, NDArray> moment) {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        optimizer.states().forEach((name, state) -> moments.put(name, moment.apply(state)));
        return moments;
    }
}
