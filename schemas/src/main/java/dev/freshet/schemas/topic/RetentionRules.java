package dev.freshet.schemas.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether bounded topics keep what the apps read again, and what a bound loses all the same. */
final class RetentionRules {

    private static final String REBUILD = "the app cannot process older events again: under a new application.id it"
            + " begins with what is left, so histories are shorter and examples differ, and freshet audit replay"
            + " refuses the topic once its first records are gone";

    private static final String RETRAIN =
            "a new model.name trains on what is left, and freshet audit replay compares only that";

    private RetentionRules() {}

    /** The topics whose bound by time is shorter than a need. */
    static List<TopicFault> faults(Map<Topics, Retention> found, Collection<RetentionNeed> needs) {
        return needs.stream()
                .filter(need -> found.containsKey(need.topic())
                        && !found.get(need.topic()).covers(need.ms()))
                .map(need -> TopicFault.retention(need, found.get(need.topic())))
                .toList();
    }

    /**
     * What bounds lose although they cover all needs.
     *
     * @param needs a bound by size of a topic that has one may cut it short
     */
    static List<TopicNotice> notices(Map<Topics, Retention> found, Collection<RetentionNeed> needs) {
        List<TopicNotice> notices = new ArrayList<>();
        notices.addAll(loss(Topics.USER_EVENTS, found, REBUILD));
        notices.addAll(loss(Topics.TRAINING_EXAMPLES, found, RETRAIN));
        for (RetentionNeed need : needs) {
            Retention retention = found.get(need.topic());
            if (retention != null && retention.bytes() != Retention.UNBOUNDED) {
                notices.add(TopicNotice.warning(need.topic().topic() + " is bounded by size (retention.bytes="
                        + retention.bytes() + "), which says nothing about time: see that each partition holds "
                        + need.because() + " at the busiest hour, or records are lost before they are read"));
            }
        }
        return notices;
    }

    private static List<TopicNotice> loss(Topics topic, Map<Topics, Retention> found, String loss) {
        Retention retention = found.get(topic);
        return retention == null || !retention.isBounded()
                ? List.of()
                : List.of(TopicNotice.warning(topic.topic() + " keeps " + retention.words() + ": " + loss));
    }
}
