package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {

    private static final List<TopicPartition> PARTITIONS = Committing.TOPICS.stream()
            .map(topic -> new TopicPartition(topic, 0))
            .toList();

    @RepeatedTest(2)
    void shouldEndEachTransactionThatItsCoordinatorHasEnded(@TempDir Path directory) throws Exception {
        killWhileCommitting(directory);

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> settled(admin));

            assertThat(open(admin))
                    .as("partitions that readers of committed records cannot pass")
                    .isEmpty();
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

    /** A transaction that was open at the kill stays so until its producer or its time-out ends it. */
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

    private static List<TopicPartition> open(Admin admin) throws ExecutionException, InterruptedException {
        boolean ongoing = admin.listTransactions().all().get().stream()
                .anyMatch(transaction -> transaction.state() == TransactionState.ONGOING);
        List<TopicPartition> open = new ArrayList<>();
        admin.describeProducers(PARTITIONS).all().get().forEach((partition, state) -> {
            if (!ongoing
                    && state.activeProducers().stream()
                            .anyMatch(producer ->
                                    producer.currentTransactionStartOffset().isPresent())) {
                open.add(partition);
            }
        });
        return open;
    }
}
