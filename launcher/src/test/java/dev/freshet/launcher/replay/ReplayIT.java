package dev.freshet.launcher.replay;

import static dev.freshet.launcher.replay.LogFixtures.DEFAULTS;
import static dev.freshet.launcher.replay.LogFixtures.T0;
import static dev.freshet.launcher.replay.LogFixtures.csv;
import static dev.freshet.launcher.replay.LogFixtures.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.SchemaRegistry;
import dev.freshet.schemas.TopicAdmin;
import dev.freshet.schemas.TopicSettings;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.TestKafka;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class ReplayIT {

    @TempDir
    Path dir;

    @Test
    void shouldExperiment(TestKafka kafka) throws Exception {
        kafka.deleteTopics();
        TopicAdmin.ensure(kafka.admin(), TopicSettings.of(3));
        LogFile file = LogFile.open(csv(dir, view("u", "a", T0, "r"), view("v", "b", T0 + 5, "s")), DEFAULTS);
        ReplaySource source = new ReplaySource(file, LogScan.of(file, x -> {}), DEFAULTS, 60_000);
        SchemaRegistry registry = SchemaRegistry.connect("mock://replay", Map.of());
        Replay replay = Replay.open(source, Map.of("bootstrap.servers", kafka.bootstrapServers()), registry, t -> true);
        replay.run();
        assertThat(replay.position().done()).isTrue();
        kafka.records("user-events")
                .forEach(r -> System.out.println(r.partition() + " " + r.offset() + " " + r.timestamp()));
        System.out.println("NEWEST " + NewestRecord.time(kafka.admin(), "user-events", 3) + " T0=" + T0);
    }
}
