package dev.freshet.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.embedded.EmbeddedBroker;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class ReplayBrokerRestartIT {

    private static final Map<String, String> SMALL = Map.of("replay.batch", "20");

    @TempDir
    Path dir;

    @Test
    void shouldLoseNothingWhenTheBrokerRestarts(TestKafka kafka) throws Exception {
        Path log = ReplayHarness.log(dir, 2, 1500);
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(3));
        ReplayHarness undisturbed = new ReplayHarness(log, SMALL, kafka.bootstrapServers());
        undisturbed.finish();

        Path data = dir.resolve("broker");
        EmbeddedBroker broker = EmbeddedBroker.start(data, 0, Map.of());
        String address = broker.bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            TopicAdmin.ensure(admin, TopicSettings.of(3));
        }
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch away = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        ReplayHarness disturbed = new ReplayHarness(log, SMALL, address);
        Replay replay = disturbed.open((at, nextTime) -> {
            int step = steps.incrementAndGet();
            if (step == 400) {
                halfWay.countDown();
            } else if (step == 1000) {
                awaitQuietly(away); // however fast the replay is, it must continue without a broker
            }
            return true;
        });
        FutureTask<ReplayPosition> run = new FutureTask<>(() -> {
            replay.run();
            return replay.position();
        });
        new Thread(run, "replay").start();
        assertThat(halfWay.await(15, TimeUnit.MINUTES)).isTrue();
        broker.close();
        away.countDown();

        broker = EmbeddedBroker.start(data, 0, Map.of());
        assertThat(broker.bootstrapServers()).isEqualTo(address);
        try {
            assertThat(run.get(15, TimeUnit.MINUTES).done()).isTrue();
            assertThat(disturbed.contents()).isEqualTo(undisturbed.contents());
        } finally {
            broker.close();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
