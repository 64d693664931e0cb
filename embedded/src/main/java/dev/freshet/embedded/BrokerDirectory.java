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

/** What a broker leaves on disk: its logs, its cluster id, and the port that clients know it by. */
record BrokerDirectory(Path root) {

    private static final String META_PROPERTIES = "meta.properties";
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    Path logs() {
        return root.resolve("kafka-logs");
    }

    /** Gives a fresh directory a cluster id and its metadata log; leaves a used one alone. */
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

    /** Whether a broker ran here and did not stop in order. */
    boolean wasKilled() {
        return Files.exists(logs().resolve(META_PROPERTIES)) && !Files.exists(logs().resolve(CLEAN_SHUTDOWN));
    }

    /** The port to listen on: the one asked for, else the one used last if it is free, else any. */
    int choosePort(int asked) throws IOException {
        if (asked != 0) {
            if (!ServerPorts.isFree(asked)) {
                throw new BindException("the port is taken");
            }
            return asked;
        }
        if (Files.exists(portFile())) {
            String last = Files.readString(portFile()).strip(); // torn when the process or machine died meanwhile
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
