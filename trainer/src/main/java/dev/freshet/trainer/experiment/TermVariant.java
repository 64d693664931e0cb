package dev.freshet.trainer.experiment;

import dev.freshet.core.feature.PageFeatures;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A feature term that is trained and evaluated with late or missing inputs.
 *
 * @param answers what it stands for in the tables
 * @param historyLate how late the customer's events arrive, milliseconds
 * @param statisticsLate how late the product statistics arrive, milliseconds
 * @param without the inputs that it does not get; null for none
 * @param network whether it adds to the network's logits
 */
record TermVariant(
        List<Variant> answers, long historyLate, long statisticsLate, FeatureFamily without, boolean network) {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofDays(1));

    static final Duration LONGEST_DELAY = DELAYS.get(DELAYS.size() - 1);

    /** The term with everything is the reference of these questions. */
    private static final List<Variant> REFERENCES = Stream.of(
                    Question.PARTS, Question.HISTORY, Question.STATISTICS, Question.FEATURES)
            .map(question -> new Variant(question, question.reference()))
            .toList();

    /**
     * All variants, first the one with everything.
     *
     * @param interval in which statistics come: no delay of them is shorter
     */
    static List<TermVariant> all(Duration interval) {
        List<TermVariant> all = new ArrayList<>();
        all.add(new TermVariant(REFERENCES, 0, 0, null, true));
        for (Duration late : DELAYS) {
            all.add(new TermVariant(answer(Question.HISTORY, words(late)), late.toMillis(), 0, null, true));
        }
        for (Duration late : DELAYS) {
            if (late.compareTo(interval) >= 0) {
                all.add(new TermVariant(answer(Question.STATISTICS, words(late)), 0, late.toMillis(), null, true));
            }
        }
        for (FeatureFamily family : FeatureFamily.values()) {
            all.add(new TermVariant(answer(Question.FEATURES, "without " + family.label()), 0, 0, family, true));
        }
        all.add(new TermVariant(answer(Question.PARTS, "live features alone"), 0, 0, null, false));
        return List.copyOf(all);
    }

    private static List<Variant> answer(Question question, String name) {
        return List.of(new Variant(question, name));
    }

    private static String words(Duration late) {
        String length = late.toDays() > 0
                ? late.toDays() + " d"
                : late.toHours() > 0
                        ? late.toHours() + " h"
                        : late.toMinutes() > 0 ? late.toMinutes() + " min" : late.toSeconds() + " s";
        return length + " late";
    }

    /** What the term reads of the features, {@code (products, 50)} flat. */
    float[] inputs(PageFeatures features) {
        float[] all = TermInputs.of(TermKind.MLP, features);
        return without == null ? all : without.removedFrom(all);
    }
}
