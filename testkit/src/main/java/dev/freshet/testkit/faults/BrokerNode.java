package dev.freshet.testkit.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of a Kafka cluster, broker and controller, as a process. */
public final class BrokerNode {

    private BrokerNode() {}

    /**
     * Runs until the process receives a signal to end.
     *
     * @param arguments the file of the broker's settings, and the cluster's id
     */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(file);
        }
        format(settings, arguments[1]);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        endWithParent(server);
        server.awaitShutdown();
    }

    private static void format(Properties settings, String clusterId) throws Exception {
        Path logs = Path.of(settings.getProperty("log.dirs"));
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(clusterId)
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    /** Ends the node when the pipe to the test closes, so that a killed test leaves no process behind. */
    private static void endWithParent(KafkaRaftServer server) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        // the pipe is broken: end this process too
                    }
                    server.shutdown();
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
