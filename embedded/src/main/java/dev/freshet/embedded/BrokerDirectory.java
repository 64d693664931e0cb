package dev.freshet.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker's files: its logs, its cluster id, and the port that clients know. */
record BrokerDirectory(Path root) {

    private static final String META_PROPERTIES = "meta.properties";
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    Path logs() {
        return root.resolve("kafka-logs");
    }

    /** Writes a cluster id and a metadata log into a new directory; does not change a used one. */
    void format(int nodeId, String controllerListener) throws Exception {
        if (Files.exists(logs().resolve(META_PROPERTIES))) {
            return;
        }
        Files.createDirectories(logs());
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(nodeId)
                .setDirectories(List.of(logs().toString()))
                .setMetadataLogDirectory(logs().toString())
                .setControllerListenerName(controllerListener)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    /** Whether a broker ran in this directory and did not shut down cleanly. */
    boolean wasKilled() {
        return Files.exists(logs().resolve(META_PROPERTIES)) && !Files.exists(logs().resolve(CLEAN_SHUTDOWN));
    }

    /** The port to listen on: the requested one, else the last one if it is free, else any. */
    int choosePort(int asked) throws IOException {
        if (asked != 0) {
            if (!ServerPorts.isFree(asked)) {
                throw new BindException("the port is taken");
            }
            return asked;
        }
        if (Files.exists(portFile())) {
            String last = Files.readString(portFile()).strip(); // incomplete after a crash while writing
            if (isPort(last) && ServerPorts.isFree(Integer.parseInt(last))) {
                return Integer.parseInt(last);
            }
        }
        return ServerPorts.free();
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
    }

    private Path portFile() {
        return root.resolve("broker.port");
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) < 65_536;
    }
}
