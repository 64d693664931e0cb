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
 */
record StateDictFile(Map<String, String> metadata, Map<String, Tensor> tensors) {

    private static final String FLOAT32 = "F32";

    void write(Path file) {
        List<TensorFile.Entry> entries = new ArrayList<>();
        tensors.forEach(
                (name, tensor) -> entries.add(new TensorFile.Entry(name, FLOAT32, tensor.shape(), tensor.data())));
        new TensorFile(metadata, entries).write(file);
    }

    /** @throws RefusedException naming the file, and the tensor, that cannot be used */
    static StateDictFile read(Path file) {
        TensorFile stored = TensorFile.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorFile.Entry entry : stored.entries()) {
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
        return new StateDictFile(stored.metadata(), tensors);
    }
}
