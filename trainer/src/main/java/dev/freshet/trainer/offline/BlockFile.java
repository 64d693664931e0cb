package dev.freshet.trainer.offline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.model.Block;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Blocks and texts in one safetensors file: each block a tensor of bytes under its name, the texts as metadata. Blocks
 * carry their own checksums.
 *
 * @param metadata texts by name
 * @param blocks in order
 */
record BlockFile(Map<String, String> metadata, List<Block> blocks) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final int MAX_HEADER = 100_000_000;

    /** What the header says of a tensor; a record, so that its fields are written in one order in every process. */
    @SuppressWarnings("unused") // read by Jackson
    private record Tensor(
            String dtype,
            List<Integer> shape,
            @JsonProperty("data_offsets") List<Long> dataOffsets) {}

    BlockFile {
        metadata = new TreeMap<>(metadata);
        blocks = List.copyOf(blocks);
    }

    /** Replaces the file, whole or not at all. */
    void write(Path file) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, metadata);
        long offset = 0;
        for (Block block : blocks) {
            long end = offset + block.data().length;
            header.put(block.name(), new Tensor("U8", List.of(block.data().length), List.of(offset, end)));
            offset = end;
        }
        WholeFile.write(file, out -> {
            byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (Block block : blocks) {
                out.write(block.data());
            }
        });
    }

    /** @throws OfflineException naming the file when it is missing, cut short, too long or of another kind */
    static BlockFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new OfflineException(file + ": no such file");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > MAX_HEADER) {
                throw new OfflineException(
                        file + " is no model file of freshet: its header would have " + length + " bytes");
            }
            JsonNode header = JSON.readTree(in.readNBytes((int) length));
            Map<String, String> metadata = new TreeMap<>();
            header.path(METADATA)
                    .properties()
                    .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
            List<Block> blocks = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (!entry.getKey().equals(METADATA)) {
                    blocks.add(block(entry.getKey(), entry.getValue(), in));
                }
            }
            if (in.read() >= 0) {
                throw new OfflineException(file + " is longer than its header says; it is damaged");
            }
            return new BlockFile(metadata, blocks);
        } catch (EOFException e) {
            throw new OfflineException(file + " is cut short; copy it again, or train anew", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new OfflineException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Block block(String name, JsonNode tensor, DataInputStream in) throws IOException {
        JsonNode offsets = tensor.path("data_offsets");
        long size = offsets.path(1).asLong() - offsets.path(0).asLong();
        if (!tensor.path("dtype").asText().equals("U8") || size < 0 || size > Block.MAX_BYTES) {
            throw new IOException("tensor " + name + " is no block of freshet: " + tensor);
        }
        byte[] data = new byte[(int) size];
        in.readFully(data);
        return new Block(name, data);
    }
}
