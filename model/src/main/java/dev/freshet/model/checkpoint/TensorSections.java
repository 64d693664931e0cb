package dev.freshet.model.checkpoint;

import ai.djl.ndarray.NDArray;
import dev.freshet.core.block.Block;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.Parameter;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.ParameterSpecs;
import dev.freshet.model.torch.NativeTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One tensor for every parameter, as blocks. A section {@code dense/MODULE} holds the module's tensors one after the
 * other in the order of {@link ParameterSpecs}. Sections {@code table/items} and {@code table/contexts} hold the rows
 * in use.
 */
public final class TensorSections {

    private final int dim;
    private final Map<String, List<Parameter>> modules = new LinkedHashMap<>();
    private final Map<String, Integer> tables = new LinkedHashMap<>();

    /** {@code items} and {@code contexts} are the rows in use. */
    public TensorSections(ModelConfig config, int items, int contexts) {
        dim = config.dim();
        for (Parameter parameter : ParameterSpecs.of(config)) {
            modules.merge(parameter.module(), List.of(parameter), TensorSections::concat);
        }
        tables.put(ParameterNames.ITEMS, items);
        tables.put(ParameterNames.CONTEXTS, contexts);
    }

    public void write(String prefix, Map<String, NDArray> tensors, List<Block> blocks) {
        modules.forEach((module, parameters) -> {
            ByteBuffer joined = buffer(parameters);
            parameters.forEach(parameter -> joined.put(NativeTensors.bytes(tensors.get(parameter.name()))));
            dense(prefix, module).write(joined.flip(), blocks);
        });
        tables.forEach((name, rows) ->
                table(prefix, name).write(used(NativeTensors.bytes(tensors.get(name)), rows), blocks));
    }

    /**
     * Fills the tensors, which have their final shapes.
     *
     * @throws CorruptBlockException naming the block that is missing or damaged
     */
    public void read(String prefix, BlockSource blocks, Map<String, NDArray> tensors) {
        modules.forEach((module, parameters) -> {
            ByteBuffer joined = buffer(parameters);
            dense(prefix, module).read(blocks, joined);
            joined.flip();
            for (Parameter parameter : parameters) {
                int bytes = parameter.size() * Float.BYTES;
                ByteBuffer own = joined.slice(joined.position(), bytes);
                NativeTensors.fill(tensors.get(parameter.name()), memory -> memory.put(own));
                joined.position(joined.position() + bytes);
            }
        });
        tables.forEach((name, rows) -> NativeTensors.fill(
                tensors.get(name), memory -> table(prefix, name).read(blocks, used(memory, rows))));
    }

    private static FloatBlocks dense(String prefix, String module) {
        return FloatBlocks.vector(prefix + "dense/" + module);
    }

    private FloatBlocks table(String prefix, String name) {
        return FloatBlocks.rows(prefix + "table/" + (name.equals(ParameterNames.ITEMS) ? "items" : "contexts"), dim);
    }

    private ByteBuffer used(ByteBuffer table, int rows) {
        return table.limit(rows * dim * Float.BYTES);
    }

    private static ByteBuffer buffer(List<Parameter> parameters) {
        int floats = parameters.stream().mapToInt(Parameter::size).sum();
        return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Parameter> concat(List<Parameter> some, List<Parameter> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
