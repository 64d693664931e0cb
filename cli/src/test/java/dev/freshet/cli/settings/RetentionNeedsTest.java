package dev.freshet.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.topic.RetentionNeed;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionNeedsTest {

    private static final SettingScope SCOPE = SettingScope.of(
            "topics check",
            AppConfig.CONNECTION,
            AppConfig.OUTAGES,
            TopologyConfig.DEFINITION,
            TrainerConfig.definition());

    @Test
    void shouldCoverAnOutageAndTheWindowsOfEachApp() {
        Map<String, String> given = Map.of("outage.max", "2d", "groups.window", "1h", "publish.interval", "6h");
        assertThat(RetentionNeeds.ofApps(AppSettings.of(SCOPE, null, Map.of(), given)))
                .extracting(RetentionNeed::topic, RetentionNeed::ms, RetentionNeed::because)
                .containsExactly(
                        tuple(Topics.USER_EVENTS, 49 * TimeSpan.HOUR, "outage.max 2d + groups.window 1h"),
                        tuple(
                                Topics.SCORE_REQUESTS,
                                2 * TimeSpan.DAY + 10_000,
                                "outage.max 2d + requests.model.wait 10s"),
                        tuple(
                                Topics.TRAINING_EXAMPLES,
                                54 * TimeSpan.HOUR + 30 * TimeSpan.MINUTE,
                                "outage.max 2d + publish.interval 6h + batch.span 30m"));
    }

    @Test
    void shouldCoverTheAgeOfAReplayedLog() {
        long first = 1_470_009_600_000L;
        assertThat(RetentionNeeds.ofReplay(first, first + 10 * TimeSpan.DAY + 1, false))
                .extracting(RetentionNeed::topic, RetentionNeed::ms)
                .containsExactly(
                        tuple(Topics.USER_EVENTS, 11 * TimeSpan.DAY),
                        tuple(Topics.TRAINING_EXAMPLES, 11 * TimeSpan.DAY));
        assertThat(RetentionNeeds.ofReplay(first, first, true))
                .extracting(RetentionNeed::topic)
                .contains(Topics.SCORE_REQUESTS);
    }
}
