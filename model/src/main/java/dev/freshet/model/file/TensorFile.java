package dev.freshet.model.file;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * A safetensors file: int64 length of a JSON header, the header, the tensors' bytes, all little-endian.
 *
 * @param metadata texts by name
 * @param entries in order of their bytes
 */
public record TensorFile(Map<String, String> metadata, List<Entry> entries) {

    private static final int ALIGNMENT = 8;

    /** A tensor of any element type. */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity, never by content
    public record Entry(String name, String dtype, List<Integer> shape, byte[] data) {}

    /** The header's entry of a tensor. It is a record, so that every process writes its fields in the same order. */
    @SuppressWarnings("unused") // read by Jackson
    private record Head(
            String dtype,
            List<Integer> shape,
            @JsonProperty("data_offsets") List<Long> dataOffsets) {}

    public TensorFile {
        metadata = new TreeMap<>(metadata);
        entries = List.copyOf(entries);
    }

    /** Replaces the file, whole or not at all. */
    public void write(Path file) {
        byte[] header = header();
        AtomicFile.write(file, out -> {
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

    /** The header, padded with spaces so that the tensors begin at a multiple of eight bytes. */
    private byte[] header() {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(TensorHeader.METADATA, metadata);
        }
        long offset = 0;
        for (Entry entry : entries) {
            long end = offset + entry.data().length;
            header.put(entry.name(), new Head(entry.dtype(), entry.shape(), List.of(offset, end)));
            offset = end;
        }
        byte[] text = JsonFiles.line(header).getBytes(StandardCharsets.UTF_8);
        int length = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (length > TensorHeader.MAX_BYTES) {
            throw new RefusedException("names, vocabularies and metadata take " + length
                    + " bytes; safetensors holds at most " + TensorHeader.MAX_BYTES);
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
            TensorHeader header = TensorHeader.read(in, file, Files.size(file));
            List<Entry> entries = new ArrayList<>();
            for (TensorHeader.Span span : header.spans()) {
                byte[] data = new byte[span.size()];
                in.readFully(data);
                entries.add(new Entry(span.name(), span.dtype(), span.shape(), data));
            }
            return new TensorFile(header.metadata(), entries);
        } catch (EOFException e) {
            throw TensorHeader.cutShort(file);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
