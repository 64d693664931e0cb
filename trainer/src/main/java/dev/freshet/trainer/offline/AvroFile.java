package dev.freshet.trainer.offline;

import dev.freshet.model.file.RefusedException;
import dev.freshet.schemas.serde.RecordTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of one type in an Avro container file, compressed, written one by one.
 *
 * @param <R> the type
 */
final class AvroFile<R extends SpecificRecord> implements AutoCloseable {

    private static final int FAST = 1;

    static {
        RecordTypes.trust();
    }

    private final Path path;
    private final DataFileWriter<R> writer;

    private AvroFile(Path path, DataFileWriter<R> writer) {
        this.path = path;
        this.writer = writer;
    }

    static <R extends SpecificRecord> AvroFile<R> create(Path path, Class<R> type) {
        SpecificDatumWriter<R> datum = new SpecificDatumWriter<>(type);
        DataFileWriter<R> writer = new DataFileWriter<>(datum).setCodec(CodecFactory.deflateCodec(FAST));
        try {
            return new AvroFile<>(path, writer.create(datum.getSpecificData().getSchema(type), path.toFile()));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    void append(R record) {
        try {
            writer.append(record);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /**
     * Reads every record.
     *
     * @throws RefusedException naming the file when it is missing, cut short or damaged
     */
    static <R extends SpecificRecord> void forEach(Path path, Class<R> type, Consumer<R> consumer) {
        if (!Files.exists(path)) {
            throw new RefusedException(path + " is missing; build the dataset anew with freshet dataset");
        }
        long read = 0;
        try (DataFileReader<R> reader = new DataFileReader<>(path.toFile(), new SpecificDatumReader<>(type))) {
            while (reader.hasNext()) {
                consumer.accept(reader.next());
                read++;
            }
        } catch (IOException | UncheckedIOException | AvroRuntimeException | IllegalArgumentException e) {
            throw new RefusedException(
                    path + " is cut short or damaged after " + read + " records (" + e.getMessage()
                            + "); build the dataset anew with freshet dataset",
                    e);
        }
    }

    private static RefusedException unwritable(Path path, IOException e) {
        return new RefusedException(path + " cannot be written: " + e.getMessage() + "; free some space", e);
    }
}
