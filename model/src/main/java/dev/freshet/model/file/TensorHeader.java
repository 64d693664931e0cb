package dev.freshet.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file. It is checked against the file's size before memory of that size is allocated:
 * tensors fill the file from the header's end to the file's end, without a gap.
 *
 * @param metadata texts by name
 * @param spans in order of their bytes, whatever the header's order
 */
record TensorHeader(Map<String, String> metadata, List<Span> spans) {

    static final String METADATA = "__metadata__";

    /** The largest header that the format's reference library reads, bytes. */
    static final int MAX_BYTES = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The longest array that every JVM can allocate, bytes. */
    private static final int MAX_TENSOR = Integer.MAX_VALUE - 8;

    /** A tensor of {@code size} bytes, which begin {@code begin} after the header. */
    record Span(String name, String dtype, List<Integer> shape, long begin, int size) {
        private long end() {
            return begin + size;
        }
    }

    /**
     * Reads the header of a file and leaves {@code in} at the first tensor.
     *
     * @param size size of the file, bytes
     * @throws RefusedException naming the file when it is cut short, too long or of another kind
     * @throws IOException when the header is not JSON of this format
     */
    static TensorHeader read(DataInputStream in, Path file, long size) throws IOException {
        long length = Long.reverseBytes(in.readLong());
        if (length < 2 || length > MAX_BYTES) {
            throw new RefusedException(file + " is no safetensors file: its header would have " + length + " bytes");
        }
        long tensors = size - Long.BYTES - length;
        requireWhole(file, tensors >= 0);
        byte[] text = new byte[(int) length];
        in.readFully(text);
        JsonNode header = JSON.readTree(text);
        if (header == null || !header.isObject()) {
            throw new IOException("its header is no JSON object");
        }
        Map<String, String> metadata = new TreeMap<>();
        header.path(METADATA)
                .properties()
                .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        List<Span> spans = spans(header);
        long end = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
        requireWhole(file, end <= tensors);
        if (end < tensors) {
            throw new RefusedException(file + " is longer than its header says; it is damaged");
        }
        return new TensorHeader(metadata, spans);
    }

    private static void requireWhole(Path file, boolean whole) {
        if (!whole) {
            throw cutShort(file);
        }
    }

    static RefusedException cutShort(Path file) {
        return new RefusedException(file + " is cut short; copy it again, or make it anew");
    }

    private static List<Span> spans(JsonNode header) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                spans.add(span(entry.getKey(), entry.getValue()));
            }
        }
        spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
        long at = 0;
        for (Span span : spans) {
            if (span.begin() != at) {
                throw new IOException("tensor " + span.name() + " is said to begin at byte " + span.begin()
                        + ", where the one before ends at " + at);
            }
            at = span.end();
        }
        return List.copyOf(spans);
    }

    private static Span span(String name, JsonNode head) throws IOException {
        JsonNode offsets = head.path("data_offsets");
        long begin = offset(offsets.path(0));
        long size = offset(offsets.path(1)) - begin;
        if (begin < 0 || size < 0 || size > MAX_TENSOR) {
            throw new IOException("tensor " + name + " is said to lie where it cannot: " + head);
        }
        List<Integer> shape = new ArrayList<>();
        for (JsonNode extent : head.path("shape")) {
            if (!extent.isIntegralNumber() || !extent.canConvertToInt() || extent.intValue() < 0) {
                throw new IOException("tensor " + name + " is said to have a shape that none has: " + head);
            }
            shape.add(extent.intValue());
        }
        return new Span(name, head.path("dtype").asText(), List.copyOf(shape), begin, (int) size);
    }

    /** The offset; -1 where there is none. */
    private static long offset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
    }
}
