package dev.freshet.model.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The archive that {@code torch.jit.load} reads: an uncompressed zip of source, constants and a pickled module. */
final class TorchArchive {

    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchArchive() {}

    /** An archive of the class {@code M} that {@code source} declares, without parameters. */
    static byte[] of(byte[] source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "data.pkl", module());
            add(zip, "code/__torch__.py", source);
            add(zip, "constants.pkl", NO_CONSTANTS);
            add(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** Pickle, protocol 2: an instance of {@code __torch__.M} with {@code training=True, _is_full_backward_hook=None}. */
    private static byte[] module() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        write(pickle, "\u0080\2c__torch__\nM\n)\u0081}(");
        key(pickle, "training");
        write(pickle, "\u0088");
        key(pickle, "_is_full_backward_hook");
        write(pickle, "Nub.");
        return pickle.toByteArray();
    }

    private static void key(ByteArrayOutputStream pickle, String name) {
        write(pickle, "X" + (char) name.length() + "\0\0\0" + name);
    }

    private static void write(ByteArrayOutputStream pickle, String opcodes) {
        pickle.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry("archive/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
