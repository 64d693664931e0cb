package dev.freshet.audit.balance;

import dev.freshet.audit.LongTable;
import dev.freshet.audit.NameHash;
import dev.freshet.audit.Violations;
import dev.freshet.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * What must hold of the requests and answers of one partition: every request has one answer, and nothing else has. First
 * all requests, then all answers, then those that wait. Pure; holds one entry of a {@link LongTable} a request.
 */
final class AnswerRules {

    private static final String REQUESTS = Topics.SCORE_REQUESTS.topic();
    private static final String SCORES = Topics.SCORES.topic();

    private final int partition;
    private final boolean whole;
    private final Violations violations;

    /** By request its offset while it has no answer, then the answer's as {@code -1 - offset}. */
    private final LongTable offsets = new LongTable();
    /** Requests whose id was used again, and how often; each may be answered as often. */
    private final Map<Long, Integer> again = new HashMap<>();

    private long firstUnanswered = Long.MAX_VALUE;
    private long unanswered;

    /** @param whole whether all requests and answers are there; otherwise only answers that are there twice are wrong */
    AnswerRules(int partition, boolean whole, Violations violations) {
        this.partition = partition;
        this.whole = whole;
        this.violations = violations;
    }

    void request(long offset, String user, String requestId) {
        long id = NameHash.of(user, requestId);
        if (offsets.get(id) == LongTable.NONE) {
            offsets.put(id, offset);
        } else {
            again.merge(id, 1, Integer::sum);
        }
    }

    void answer(long offset, String user, String requestId) {
        long id = NameHash.of(user, requestId);
        long seen = offsets.get(id);
        String which = "request '" + requestId + "' of user '" + user + "'";
        if (seen == LongTable.NONE && !whole) {
            offsets.put(id, -1 - offset);
        } else if (seen == LongTable.NONE) {
            violations.add(SCORES, partition, offset, "an answer to " + which + ", which nobody sent");
        } else if (seen >= 0) {
            offsets.put(id, -1 - offset);
        } else if (again.merge(id, -1, Integer::sum) < 0) {
            violations.add(SCORES, partition, offset, which + " is answered twice: in offset " + (-1 - seen) + " too");
        }
    }

    /** A request that need not have an answer yet. */
    void waits(String user, String requestId) {
        long id = NameHash.of(user, requestId);
        if (offsets.get(id) >= 0) {
            offsets.put(id, -1);
        }
    }

    /**
     * Looks for requests without an answer.
     *
     * @param end offset from which on requests need not have one
     */
    void finish(long end) {
        offsets.forEachValue(offset -> {
            if (offset >= 0 && offset < end) {
                unanswered++;
                firstUnanswered = Math.min(firstUnanswered, offset);
            }
        });
        if (unanswered > 0 && whole) {
            violations.add(
                    REQUESTS,
                    partition,
                    firstUnanswered,
                    "a request without an answer"
                            + (unanswered > 1 ? ", the first of " + unanswered + " in this partition" : ""));
        }
    }
}
