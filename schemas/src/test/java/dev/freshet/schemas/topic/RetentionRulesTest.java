package dev.freshet.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.event.TimeSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionRulesTest {

    private static final long DAY = TimeSpan.DAY;

    private final RetentionNeed need =
            new RetentionNeed(Topics.USER_EVENTS, DAY + 30 * TimeSpan.MINUTE, "outage.max 1d + groups.window 30m");

    @Test
    void shouldRefuseABoundByTimeThatIsShorterThanANeedWithTheNumbers() {
        assertThat(faults(new Retention(DAY, -1)))
                .singleElement()
                .asString()
                .contains(
                        "user-events: retention.ms is 86400000 (1d), must be at least 88200000 (1470m: outage.max 1d +"
                                + " groups.window 30m)",
                        "--entity-name user-events --add-config retention.ms=88200000");
    }

    @Test
    void shouldAcceptABoundThatCoversTheNeedAndBoundsOfOtherTopics() {
        assertThat(faults(new Retention(need.ms(), -1))).isEmpty();
        assertThat(faults(new Retention(-1, -1))).isEmpty();
        assertThat(RetentionRules.faults(Map.of(Topics.SCORES, new Retention(1, 1)), List.of(need)))
                .isEmpty();
    }

    @Test
    void shouldSayWhatABoundOfTheEventsLoses() {
        assertThat(notices(Topics.USER_EVENTS, new Retention(90 * DAY, -1)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.warning()).isTrue())
                .extracting(TopicNotice::text)
                .asString()
                .contains("user-events keeps 90d: ", "new application.id", "freshet audit replay");
        assertThat(notices(Topics.TRAINING_EXAMPLES, new Retention(90 * DAY, 10L << 30)))
                .singleElement()
                .extracting(TopicNotice::text)
                .asString()
                .contains("training-examples keeps 90d and 10 GiB a partition: ", "new model.name");
    }

    @Test
    void shouldWarnThatABoundBySizeMayCutANeedShort() {
        assertThat(notices(Topics.USER_EVENTS, new Retention(-1, 1 << 30)))
                .extracting(TopicNotice::text)
                .anyMatch(text -> text.contains("retention.bytes=1073741824") && text.contains(need.because()));
    }

    @Test
    void shouldSayNothingOfTopicsThatNobodyReadsAgain() {
        assertThat(notices(Topics.SCORES, new Retention(1, 1))).isEmpty();
        assertThat(notices(Topics.DEAD_LETTERS, new Retention(1, 1))).isEmpty();
        assertThat(notices(Topics.USER_EVENTS, new Retention(-1, -1))).isEmpty();
    }

    private List<TopicFault> faults(Retention found) {
        return RetentionRules.faults(Map.of(Topics.USER_EVENTS, found), List.of(need));
    }

    private List<TopicNotice> notices(Topics topic, Retention found) {
        return RetentionRules.notices(Map.of(topic, found), List.of(need));
    }
}
