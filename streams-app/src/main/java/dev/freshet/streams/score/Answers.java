package dev.freshet.streams.score;

import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.core.metric.Ndcg;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.Popularity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Ranks the candidates of a request by a model and the customer's history, or by popularity. */
final class Answers {

    /** The model version of an answer by popularity. */
    static final long NO_MODEL = -1;

    private final Histories histories;
    private final Popularity popularity;
    private final HistoryRules rules;
    private final boolean atRequestTime;

    /**
     * @param atRequestTime whether an answer sees the events that had arrived at the request's time, as in a replay; else
     *     those that have arrived now
     */
    Answers(Histories histories, Popularity popularity, HistoryRules rules, boolean atRequestTime) {
        this.histories = histories;
        this.popularity = popularity;
        this.rules = rules;
        this.atRequestTime = atRequestTime;
    }

    /** The answer to a request; by popularity when the model is null. */
    Scores answer(ScoreRequest request, ServingModel model) {
        String user = request.getUserId();
        HistoryHead head = histories.head(user);
        long sequence =
                atRequestTime ? histories.sequenceAt(user, head, request.getTimestamp()) : head.getNextSequence();
        Cutoff cutoff = Cutoff.undelayed(request.getTimestamp(), sequence, request.getRequestId());
        List<HistoryEvent> window =
                histories.read(user, head, cutoff, rules.length()).window(cutoff, rules);
        List<String> candidates = List.copyOf(new LinkedHashSet<>(request.getCandidates()));
        boolean repeats = candidates.size() < request.getCandidates().size();
        return new Scores(
                request.getRequestId(),
                user,
                request.getTimestamp(),
                model == null ? NO_MODEL : model.version(),
                sequence,
                window.size(),
                window.isEmpty(),
                model == null ? "NO_MODEL" : repeats ? "DUPLICATE_CANDIDATES" : null,
                items(request, candidates, window, model));
    }

    private List<ScoredItem> items(
            ScoreRequest request, List<String> candidates, List<HistoryEvent> window, ServingModel model) {
        int topK = request.getTopK() == null ? Integer.MAX_VALUE : request.getTopK();
        if (model == null) {
            return candidates.isEmpty() ? popularity.top(topK) : popularity.rank(candidates, topK);
        }
        if (candidates.isEmpty()) {
            return model.retrieve(window, request.getSourceType(), topK).stream()
                    .map(found -> new ScoredItem(found.productId(), found.score(), true))
                    .toList();
        }
        float[] scores = model.score(window, request.getSourceType(), candidates);
        List<ScoredItem> items = new ArrayList<>();
        for (int i : Ndcg.descending(scores)) {
            if (items.size() < topK) {
                items.add(new ScoredItem(candidates.get(i), scores[i], model.knows(candidates.get(i))));
            }
        }
        return items;
    }
}
