package dev.freshet.model.file;

import dev.freshet.model.checkpoint.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Float32 tensors by name in a safetensors file, as PyTorch reads and writes a state_dict.
 *
 * @param metadata texts by name
 * @param tensors by name
 * @param statistics tensors of {@link StatisticsTensors}, which are before the others in the file; none in most files
 */
record StateDictFile(Map<String, String> metadata, Map<String, Tensor> tensors, List<TensorFile.Entry> statistics) {

    private static final String FLOAT32 = "F32";

    StateDictFile(Map<String, String> metadata, Map<String, Tensor> tensors) {
        this(metadata, tensors, List.of());
    }

    void write(Path file) {
        List<TensorFile.Entry> entries = new ArrayList<>(statistics);
        tensors.forEach(
                (name, tensor) -> entries.add(new TensorFile.Entry(name, FLOAT32, tensor.shape(), tensor.data())));
        new TensorFile(metadata, entries).write(file);
    }

    /** @throws RefusedException naming the file, and the tensor, that cannot be used */
    static StateDictFile read(Path file) {
        TensorFile stored = TensorFile.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<TensorFile.Entry> statistics = new ArrayList<>();
        for (TensorFile.Entry entry : stored.entries()) {
            if (entry.name().startsWith(StatisticsTensors.PREFIX)) {
                statistics.add(entry);
                continue;
            }
            if (!entry.dtype().equals(FLOAT32)) {
                throw new RefusedException(file + ": tensor " + entry.name() + " is " + entry.dtype()
                        + ", not F32; save model.float().state_dict()");
            }
            try {
                tensors.put(entry.name(), new Tensor(entry.shape(), entry.data()));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new RefusedException(file + ": tensor " + entry.name() + " has " + e.getMessage(), e);
            }
        }
        return new StateDictFile(stored.metadata(), tensors, statistics);
    }
}
