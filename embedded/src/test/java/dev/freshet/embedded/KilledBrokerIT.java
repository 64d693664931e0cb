package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.internal.FileLogInputStream;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {

    private static final List<TopicPartition> PARTITIONS = Committing.TOPICS.stream()
            .map(topic -> new TopicPartition(topic, 0))
            .toList();

    @RepeatedTest(2)
    void shouldWriteTheMarkersOfEndedTransactionsAfterAKill(@TempDir Path directory) throws Exception {
        killWhileCommitting(directory);

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await().atMost(Duration.ofMinutes(15)).until(() -> settled(admin));

            assertThat(open(admin))
                    .as("partitions that block readers of committed records")
                    .isEmpty();
            assertThat(wasUnregistered(directory)).isTrue();
        }
    }

    private static void killWhileCommitting(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committing.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals("committing")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("committing");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A transaction that was open at the kill stays open until its producer or its time-out ends it. */
    private static boolean settled(Admin admin) throws ExecutionException, InterruptedException {
        Collection<TransactionListing> transactions =
                admin.listTransactions().all().get();
        return !transactions.isEmpty()
                && transactions.stream()
                        .map(TransactionListing::state)
                        .allMatch(state -> state == TransactionState.COMPLETE_COMMIT
                                || state == TransactionState.COMPLETE_ABORT
                                || state == TransactionState.ONGOING);
    }

    /** Partitions where a transaction is still open although its coordinator has ended it. */
    private static List<TopicPartition> open(Admin admin) throws ExecutionException, InterruptedException {
        Set<Long> ongoing = admin.listTransactions().all().get().stream()
                .filter(transaction -> transaction.state() == TransactionState.ONGOING)
                .map(TransactionListing::producerId)
                .collect(Collectors.toSet());
        List<TopicPartition> open = new ArrayList<>();
        admin.describeProducers(PARTITIONS).all().get().forEach((partition, state) -> {
            if (state.activeProducers().stream()
                    .filter(producer -> !ongoing.contains(producer.producerId()))
                    .anyMatch(
                            producer -> producer.currentTransactionStartOffset().isPresent())) {
                open.add(partition);
            }
        });
        return open;
    }

    /** Whether the controller unregistered the dead broker, whatever the kill interrupted. */
    private static boolean wasUnregistered(Path directory) throws IOException {
        Path log = new BrokerDirectory(directory).logs().resolve("__cluster_metadata-0/00000000000000000000.log");
        // The controller writes on, and FileRecords refuses to close a file that has grown while it was read.
        Path copy = Files.copy(log, directory.resolve("metadata.log"));
        MetadataRecordSerde serde = new MetadataRecordSerde();
        try (FileRecords records = FileRecords.open(copy.toFile(), false)) {
            for (FileLogInputStream.FileChannelRecordBatch batch : records.batches()) {
                if (!batch.isControlBatch()) {
                    for (Record record : batch) {
                        ApiMessage message = serde.read(new ByteBufferAccessor(record.value()), record.valueSize())
                                .message();
                        if (message instanceof UnregisterBrokerRecord) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
