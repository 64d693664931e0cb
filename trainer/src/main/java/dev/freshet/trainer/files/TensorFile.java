package dev.freshet.trainer.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file: int64 length of a JSON header, the header, the tensors' bytes, all little-endian.
 *
 * @param metadata texts by name
 * @param entries in order of their bytes
 */
public record TensorFile(Map<String, String> metadata, List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";

    /** The most that the format's own library reads. */
    private static final int MAX_HEADER = 100_000_000;

    private static final int ALIGNMENT = 8;

    /** A tensor of any element type. */
    @SuppressWarnings("ArrayRecordComponent") // identity, not content, is all that anyone compares
    public record Entry(String name, String dtype, List<Integer> shape, byte[] data) {}

    /** What the header says of a tensor; a record, so that its fields are written in one order in every process. */
    @SuppressWarnings("unused") // read by Jackson
    private record Head(
            String dtype,
            List<Integer> shape,
            @JsonProperty("data_offsets") List<Long> dataOffsets) {}

    private record Span(String name, JsonNode head, long begin, long end) {}

    public TensorFile {
        metadata = new TreeMap<>(metadata);
        entries = List.copyOf(entries);
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) {
        byte[] header = header();
        WholeFile.write(file, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Entry entry : entries) {
                out.write(entry.data());
            }
        });
    }

    /** Ends with spaces, so that the tensors begin at a multiple of eight bytes. */
    private byte[] header() {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(METADATA, metadata);
        }
        long offset = 0;
        for (Entry entry : entries) {
            long end = offset + entry.data().length;
            header.put(entry.name(), new Head(entry.dtype(), entry.shape(), List.of(offset, end)));
            offset = end;
        }
        byte[] text = Json.line(header).getBytes(StandardCharsets.UTF_8);
        int length = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (length > MAX_HEADER) {
            throw new RefusedException("names, vocabularies and metadata take " + length
                    + " bytes; safetensors holds at most " + MAX_HEADER);
        }
        return new String(text, StandardCharsets.UTF_8)
                .concat(" ".repeat(length - text.length))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a file.
     *
     * @throws RefusedException naming the file when it is missing, cut short, too long or of another kind
     */
    public static TensorFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(file + ": no such file");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long length = Long.reverseBytes(in.readLong());
            if (length < 2 || length > MAX_HEADER) {
                throw new RefusedException(
                        file + " is no safetensors file: its header would have " + length + " bytes");
            }
            byte[] text = new byte[(int) length];
            in.readFully(text);
            JsonNode header = JSON.readTree(text);
            Map<String, String> metadata = new TreeMap<>();
            header.path(METADATA)
                    .properties()
                    .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
            List<Entry> entries = entries(header, in);
            if (in.read() >= 0) {
                throw new RefusedException(file + " is longer than its header says; it is damaged");
            }
            return new TensorFile(metadata, entries);
        } catch (EOFException e) {
            throw new RefusedException(file + " is cut short; copy it again, or make it anew", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The header may name tensors in another order than their bytes have. */
    private static List<Entry> entries(JsonNode header, DataInputStream in) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                JsonNode offsets = entry.getValue().path("data_offsets");
                spans.add(new Span(
                        entry.getKey(),
                        entry.getValue(),
                        offsets.path(0).asLong(-1),
                        offsets.path(1).asLong(-1)));
            }
        }
        spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
        List<Entry> entries = new ArrayList<>();
        long at = 0;
        for (Span span : spans) {
            long size = span.end() - span.begin();
            if (span.begin() != at || size < 0 || size > Integer.MAX_VALUE - ALIGNMENT) {
                throw new IOException("tensor " + span.name() + " is said to lie where it cannot: " + span.head());
            }
            byte[] data = new byte[(int) size];
            in.readFully(data);
            entries.add(new Entry(span.name(), span.head().path("dtype").asText(), shape(span.head()), data));
            at = span.end();
        }
        return entries;
    }

    private static List<Integer> shape(JsonNode head) {
        List<Integer> shape = new ArrayList<>();
        head.path("shape").forEach(size -> shape.add(size.asInt()));
        return List.copyOf(shape);
    }
}
