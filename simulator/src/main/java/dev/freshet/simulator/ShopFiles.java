package dev.freshet.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/**
 * The parameters and the log of a shop, in a directory. Each file is written under another name and renamed, so that a
 * kill leaves complete files or none.
 */
public final class ShopFiles {

    private static final String HEADER = "user_id,product_id,action_type,source_type,timestamp,request_id\n";

    /** Must change when the simulation does: otherwise the log of an older version and the oracle would disagree. */
    private static final String SIMULATION = "1";

    private final Path directory;

    public ShopFiles(Path directory) {
        this.directory = directory;
    }

    /** {@code shop.csv.gz}. */
    public Path log() {
        return directory.resolve("shop.csv.gz");
    }

    /** {@code shop.properties}. */
    public Path properties() {
        return directory.resolve("shop.properties");
    }

    /**
     * Reads the shop of this directory; if there is none, writes the given one first.
     *
     * @throws IOException when the directory cannot be used, or holds a shop of another version of the simulation
     */
    public Shop keep(Shop otherwise) throws IOException {
        if (!Files.exists(properties())) {
            Files.createDirectories(directory);
            Properties written = new Properties();
            written.setProperty("simulation", SIMULATION);
            written.setProperty("seed", Long.toString(otherwise.seed()));
            written.setProperty("customers", Integer.toString(otherwise.customers()));
            written.setProperty("products", Integer.toString(otherwise.products()));
            written.setProperty("days", Integer.toString(otherwise.days()));
            written.setProperty("end", otherwise.end().toString());
            write(properties(), out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                written.store(writer, "The shop of freshet demo; fixed with this directory");
            });
        }
        return read();
    }

    private Shop read() throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(properties())) {
            read.load(reader);
            if (!SIMULATION.equals(read.getProperty("simulation"))) {
                throw new IOException(properties() + " has version " + read.getProperty("simulation")
                        + " of the simulation, this program has " + SIMULATION
                        + "; remove the directory or choose another");
            }
            return new Shop(
                    Long.parseLong(read.getProperty("seed")),
                    Integer.parseInt(read.getProperty("customers")),
                    Integer.parseInt(read.getProperty("products")),
                    Integer.parseInt(read.getProperty("days")),
                    Instant.parse(String.valueOf(read.getProperty("end"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(
                    properties() + " is damaged; remove the directory or choose another: " + e.getMessage(), e);
        }
    }

    /** Writes the log unless it exists. */
    public void writeLog(Simulation simulation) throws IOException {
        if (Files.exists(log())) {
            return;
        }
        write(log(), out -> {
            try (Writer csv = new OutputStreamWriter(new GZIPOutputStream(out, 1 << 16), StandardCharsets.UTF_8)) {
                csv.write(HEADER);
                simulation.events().forEach(event -> line(csv, event));
            }
        });
    }

    private static void line(Writer csv, ShopEvent event) {
        try {
            csv.write(String.join(
                    ",",
                    event.user(),
                    event.product(),
                    event.action().name(),
                    event.source(),
                    Long.toString(event.time()),
                    event.request() == null ? "" : event.request()));
            csv.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private void write(Path file, Content content) throws IOException {
        Path aside = Files.createTempFile(directory, file.getFileName().toString(), ".part");
        try (OutputStream out = Files.newOutputStream(aside)) {
            content.to(out);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
