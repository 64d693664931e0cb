package dev.freshet.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {

    private static final String ONE = "{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}}";

    @TempDir
    private Path directory;

    @Test
    void shouldReadWhatItWrites() {
        Path file = directory.resolve("whole");
        TensorFile.Entry first = new TensorFile.Entry("b", "F32", List.of(2, 1), new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        TensorFile.Entry second = new TensorFile.Entry("a", "U8", List.of(0), new byte[0]);
        new TensorFile(Map.of("about", "both"), List.of(first, second)).write(file);
        TensorFile read = TensorFile.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("about", "both"));
        assertThat(read.entries()).usingRecursiveComparison().isEqualTo(List.of(first, second));
    }

    @Test
    void shouldReadTensorsThatTheHeaderNamesInAnotherOrder() throws IOException {
        String header = "{\"late\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]},"
                + "\"early\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}";
        TensorFile read = TensorFile.read(written(header, 3));
        assertThat(read.entries()).extracting(TensorFile.Entry::name).containsExactly("early", "late");
        assertThat(read.entries().get(1).data()).containsExactly(3);
    }

    @Test
    void shouldRefuseAFileThatIsCutShortAnywhere() throws IOException {
        Path file = written(ONE.formatted("[1]", "[0,4]"), 4);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, "is cut short");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(file, "is longer than its header says");
    }

    /** The sizes exceed the memory, so a reader that allocates before it checks runs out of memory. */
    @Test
    void shouldRefuseSizesBeyondTheFileBeforeAllocatingThem() throws IOException {
        StringBuilder header = new StringBuilder("{");
        long gigabytes = Runtime.getRuntime().maxMemory() / 2_000_000_000L + 2;
        for (long i = 0; i < gigabytes; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"t%d\":{\"dtype\":\"U8\",\"shape\":[2000000000],\"data_offsets\":[%d,%d]}"
                            .formatted(i, i * 2_000_000_000L, (i + 1) * 2_000_000_000L));
        }
        assertRefused(written(header.append('}').toString(), 5), "is cut short");
    }

    @Test
    void shouldRefuseAHeaderThatIsLongerThanTheFile() throws IOException {
        Path file = directory.resolve("header");
        Files.write(file, bytes(99_999_999, "{}", 0));
        assertRefused(file, "is cut short");
        Files.write(file, bytes(100_000_001, "{}", 0));
        assertRefused(file, "is no safetensors file: its header would have 100000001 bytes");
        Files.write(file, bytes(-1, "{}", 0));
        assertRefused(file, "is no safetensors file: its header would have -1 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[1]; [4,8]; begin at byte 4",
                "[1]; [-4,0]; lie where it cannot",
                "[1]; [4,0]; lie where it cannot",
                "[1]; [0,9223372036854775807]; lie where it cannot",
                "[1]; [0,18446744073709551620]; lie where it cannot",
                "[1]; [0,2147483647]; lie where it cannot",
                "[1]; [0]; lie where it cannot",
                "[1]; [0,4.5]; lie where it cannot",
                "[4294967297]; [0,4]; a shape that none has",
                "[-1]; [0,4]; a shape that none has",
                "[\"1\"]; [0,4]; a shape that none has",
            })
    void shouldRefuseAnImpossibleTensor(String shape, String offsets, String words) throws IOException {
        assertRefused(written(ONE.formatted(shape, offsets), 4), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "   ", "{\"a\":", "null"})
    void shouldRefuseAHeaderThatIsNoObject(String header) throws IOException {
        assertRefused(written(header, 0), "cannot be read");
    }

    private static void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> TensorFile.read(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private Path written(String header, int bytes) throws IOException {
        return Files.write(directory.resolve("given"), bytes(header.length(), header, bytes));
    }

    /** A file whose tensors' bytes are 1, 2, 3... */
    private static byte[] bytes(long length, String header, int tensors) {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file =
                ByteBuffer.allocate(Long.BYTES + text.length + tensors).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(length).put(text);
        for (int i = 1; i <= tensors; i++) {
            file.put((byte) i);
        }
        return file.array();
    }
}
