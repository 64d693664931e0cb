package dev.freshet.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.group.DelayPolicy;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamProtocolTest {

    private static final long DAY = TimeSpan.DAY;
    private static final Split SPLIT = new Split(0, 10 * DAY, 12 * DAY, 20 * DAY);
    private final List<LogEvent> log = new ArrayList<>();

    @Test
    void shouldShowATrainingGroupOnlyEarlierEvents() {
        click("ann", "p1", DAY);
        page("ann", "r1", 2 * DAY, "p3");
        click("ann", "p2", 3 * DAY);
        page("ann", "r2", 4 * DAY, "p2");

        List<Example> train = examples(0).get(DatasetPart.RANK_TRAIN);

        assertThat(train).hasSize(1);
        Example shared = train.get(0);
        assertThat(shared.history()).extracting(HistoryEvent::productId).containsExactly("p1", "p3", "p2");
        assertThat(shared.groups()).extracting(ExampleGroup::stateIndex).containsExactly(0, 2);
    }

    @Test
    void shouldUseNoLabelFromAfterTraining() {
        view("ann", "r1", SPLIT.trainEnd() - 1);
        cart("ann", "p1", SPLIT.trainEnd(), "r1");
        cart("ann", "p2", SPLIT.trainEnd() + 1, "r1");

        ExampleGroup group =
                examples(0).get(DatasetPart.RANK_TRAIN).get(0).groups().get(0);

        assertThat(group.labels().get(1)).isEqualTo(1);
        assertThat(group.labels().get(2)).isEqualTo(0);
    }

    @Test
    void shouldEvaluateAUserWithoutHistory() {
        click("bob", "p1", DAY);
        page("ann", "r1", 15 * DAY, "p1");
        assertThat(examples(0)
                        .get(DatasetPart.RANK_FROZEN)
                        .get(0)
                        .groups()
                        .get(0)
                        .stateIndex())
                .isEqualTo(-1);
    }

    @Test
    void shouldEvaluateWithFrozenAndWithLiveHistory() {
        click("ann", "p1", DAY);
        click("ann", "p2", 13 * DAY);
        page("ann", "r1", 15 * DAY, "p2");

        Map<DatasetPart, List<Example>> examples = examples(0);

        assertThat(examples.get(DatasetPart.RANK_FROZEN).get(0).history()).hasSize(1);
        assertThat(examples.get(DatasetPart.RANK_LIVE).get(0).history()).hasSize(2);
        assertThat(examples).doesNotContainKey(DatasetPart.RANK_TRAIN);
    }

    @Test
    void shouldExcludeStopCustomersFromTraining() {
        for (int user = 0; user < 200; user++) {
            click("u" + user, "p1", DAY);
            click("u" + user, "p2", 2 * DAY);
            page("u" + user, "r", 3 * DAY, "p1");
        }
        Map<DatasetPart, List<Example>> examples = examples(0.25);
        assertThat(examples.get(DatasetPart.PRETRAIN_STOP)).hasSizeBetween(30, 70);
        assertThat(users(examples.get(DatasetPart.RANK_STOP)))
                .isEqualTo(users(examples.get(DatasetPart.PRETRAIN_STOP)));
        assertThat(users(examples.get(DatasetPart.RANK_TRAIN)))
                .doesNotContainAnyElementsOf(users(examples.get(DatasetPart.RANK_STOP)));
    }

    @Test
    void shouldCountWhatEachRuleDrops() {
        page("ann", "gap", 11 * DAY, "p1");
        view("ann", "unlabelled", 2 * DAY);
        cart("ann", "p1", 3 * DAY, "tiny");
        click("bob", "p1", DAY);

        NamedCounts counts = new NamedCounts();
        protocol(0, counts);

        assertThat(counts.get("groups.dropped.gap")).isEqualTo(1);
        assertThat(counts.get("groups.dropped.one_class")).isEqualTo(1);
        assertThat(counts.get("groups.dropped.too_small")).isEqualTo(1);
        assertThat(counts.get("groups.opened")).isEqualTo(3);
        assertThat(counts.get("users.without_target")).isEqualTo(2);
    }

    @Test
    void shouldMakeEveryEventButTheFirstATargetOnce() {
        for (int i = 0; i < 1000; i++) {
            click("ann", "p" + i, DAY + i);
        }
        long targets = examples(0).get(DatasetPart.PRETRAIN_TRAIN).stream()
                .mapToLong(example -> example.targets().size())
                .sum();
        assertThat(targets).isEqualTo(999);
    }

    @Test
    void shouldGiveGroupsTheFeaturesOfTheirDate() {
        cart("bob", "p3", 14 * DAY, null);
        page("ann", "r1", 15 * DAY, "p1");
        Map<DatasetPart, List<Example>> examples = examples(0);

        assertThat(feature(examples, DatasetPart.RANK_LIVE, "g_rK_inf", 3))
                .as("the cart addition of the day before counts")
                .isGreaterThan(feature(examples, DatasetPart.RANK_LIVE, "g_rK_inf", 4));
        assertThat(feature(examples, DatasetPart.RANK_FROZEN, "g_rK_inf", 3))
                .as("it came after the end of training")
                .isEqualTo(feature(examples, DatasetPart.RANK_FROZEN, "g_rK_inf", 4));
    }

    @Test
    void shouldShowNothingInFeaturesOfWhatComesLater() {
        click("ann", "p1", DAY);
        cart("bob", "p3", 3 * DAY, null);
        page("ann", "r1", 4 * DAY, "p2");
        page("ann", "r2", 15 * DAY, "p2");
        Map<DatasetPart, List<Example>> before = examples(0);
        cart("bob", "p5", 4 * DAY + 1, null);
        click("ann", "p7", 4 * DAY + 2);
        cart("bob", "p5", 15 * DAY + 1, null);
        click("ann", "p7", 15 * DAY + 2);
        Map<DatasetPart, List<Example>> after = examples(0);

        assertThat(features(after, DatasetPart.RANK_TRAIN)).isEqualTo(features(before, DatasetPart.RANK_TRAIN));
        assertThat(feature(before, DatasetPart.RANK_LIVE, "g_rK_inf", 5))
                .as("but the second page sees what came between")
                .isLessThan(feature(after, DatasetPart.RANK_LIVE, "g_rK_inf", 5));
    }

    private static double[] features(Map<DatasetPart, List<Example>> examples, DatasetPart part) {
        return examples.get(part).get(0).groups().get(0).features().network();
    }

    private static double feature(
            Map<DatasetPart, List<Example>> examples, DatasetPart part, String name, int product) {
        int index = PageFeatures.names().indexOf(name);
        assertThat(index).as(name).isNotNegative();
        return examples.get(part)
                .get(0)
                .groups()
                .get(0)
                .features()
                .linear()[product * PageFeatures.LINEAR_INPUTS + index];
    }

    @Test
    void shouldRejectALogThatIsTooShortForTheSplit() {
        assertThatThrownBy(() -> Split.of(0, 20 * DAY, 30 * DAY, 2 * DAY))
                .hasMessageContaining("spans 20.0 days")
                .hasMessageContaining("leaves none to train on");
    }

    private Map<DatasetPart, List<Example>> examples(double stop) {
        return protocol(stop, new NamedCounts());
    }

    private Map<DatasetPart, List<Example>> protocol(double stop, NamedCounts into) {
        GroupRules rules = new GroupRules(30 * TimeSpan.MINUTE, DAY, 10, 1000, Set.of(), 0, 1);
        ExampleAssembler assembly = new ExampleAssembler(HistoryRules.DEFAULT, rules, DelayPolicy.parse("none", 1));
        StreamProtocol protocol = new StreamProtocol(SPLIT, rules, assembly, stop, 1);
        log.sort(Comparator.comparingLong(LogEvent::timestamp));
        log.forEach(protocol::add);
        Map<DatasetPart, List<Example>> examples = new EnumMap<>(DatasetPart.class);
        protocol.finish((part, example) ->
                examples.computeIfAbsent(part, p -> new ArrayList<>()).add(example));
        protocol.counts().asMap().forEach(into::add);
        return examples;
    }

    private static Set<String> users(List<Example> examples) {
        return examples.stream().map(Example::userId).collect(Collectors.toSet());
    }

    /** A page of twelve products, p0 to p11, one of which goes into the cart. */
    private void page(String user, String request, long time, String carted) {
        view(user, request, time);
        cart(user, carted, time + 1, request);
    }

    private void view(String user, String request, long time) {
        for (int i = 0; i < 12; i++) {
            log.add(new LogEvent(user, "p" + i, Action.VIEW, "list", time, request));
        }
    }

    private void cart(String user, String product, long time, String request) {
        log.add(new LogEvent(user, product, Action.CART_UPDATE, "list", time, request));
    }

    private void click(String user, String product, long time) {
        log.add(new LogEvent(user, product, Action.CLICK, "list", time, null));
    }
}
