package dev.freshet.replay;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.UserEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the request pages of a log. A page is the views of one (user, request) in one run of rows of the same time. The
 * first such run is the page as the shop showed it. It becomes a score request with that time, the source of the first
 * view, and the distinct products of the run in the order shown. Later views of the page are only events. A page is
 * remembered for a span of event time after its first view.
 */
final class RequestPages {

    private final int maxCandidates;
    private final long memory;
    private final LinkedHashMap<Page, Long> seen = new LinkedHashMap<>();

    /**
     * Creates a finder that has seen no page.
     *
     * @param maxCandidates maximum number of products of a request; further products are left out
     * @param memory event time, milliseconds, after which a page that appears again is a new one
     */
    RequestPages(int maxCandidates, long memory) {
        this.maxCandidates = maxCandidates;
        this.memory = memory;
    }

    /**
     * For each row of a run of the same time, the request that precedes it, or null.
     *
     * @param run consecutive rows of the same time
     */
    List<ScoreRequest> requests(List<LogRow> run) {
        forget(run.get(0).time());
        Map<Page, Set<String>> shown = new HashMap<>();
        Map<Page, Integer> firstRow = new LinkedHashMap<>();
        for (int i = 0; i < run.size(); i++) {
            UserEvent view = view(run.get(i));
            if (view != null) {
                Page page = new Page(view.getUserId(), view.getRequestId());
                if (seen.putIfAbsent(page, view.getTimestamp()) == null) {
                    firstRow.put(page, i);
                    shown.put(page, new LinkedHashSet<>());
                }
                Set<String> products = shown.get(page);
                if (products != null && products.size() < maxCandidates) {
                    products.add(view.getProductId());
                }
            }
        }
        List<ScoreRequest> requests = new ArrayList<>(Collections.nCopies(run.size(), null));
        firstRow.forEach((page, row) -> requests.set(row, request(view(run.get(row)), shown.get(page))));
        return requests;
    }

    /** The row's event if it can be part of a page: a valid view that names its request. */
    private static UserEvent view(LogRow row) {
        if (!(row instanceof LogRow.Event event) || !event.isPlausible()) {
            return null;
        }
        UserEvent view = event.event();
        boolean ofPage = view.getActionType() == ActionType.VIEW
                && view.getRequestId() != null
                && !view.getUserId().isEmpty()
                && !view.getProductId().isEmpty();
        return ofPage ? view : null;
    }

    private static ScoreRequest request(UserEvent first, Set<String> products) {
        return ScoreRequest.newBuilder()
                .setRequestId(first.getRequestId())
                .setUserId(first.getUserId())
                .setSourceType(first.getSourceType())
                .setTimestamp(first.getTimestamp())
                .setCandidates(List.copyOf(products))
                .build();
    }

    private void forget(long now) {
        Iterator<Long> oldest = seen.values().iterator();
        while (oldest.hasNext() && oldest.next() < now - memory) {
            oldest.remove();
        }
    }

    private record Page(String user, String request) {}
}
