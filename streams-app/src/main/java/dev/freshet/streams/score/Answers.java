package dev.freshet.streams.score;

import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.core.metric.Ndcg;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.RejectReason;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.streams.rows.HistoryHead;
import dev.freshet.streams.store.Histories;
import dev.freshet.streams.store.HistoryHeads;
import dev.freshet.streams.store.Popularity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Ranks the candidates of a request by a model and the customer's history, or by popularity. */
final class Answers {

    /** The model version of an answer by popularity. */
    static final long NO_MODEL = -1;

    private final Histories histories;
    private final Popularity popularity;
    private final HistoryRules rules;
    private final boolean atRequestTime;
    private final ScoringFailures failures;

    /**
     * @param atRequestTime whether an answer sees the events that had arrived at the request's time, as in a replay; else
     *     those that have arrived now
     */
    Answers(
            Histories histories,
            Popularity popularity,
            HistoryRules rules,
            boolean atRequestTime,
            ScoringFailures failures) {
        this.histories = histories;
        this.popularity = popularity;
        this.rules = rules;
        this.atRequestTime = atRequestTime;
        this.failures = failures;
    }

    /**
     * The answer to a request; by popularity when the model is null, fails or knows nothing of it yet.
     *
     * @param place of the request in its topic, for the log
     */
    Scores answer(ScoreRequest request, ServingModel served, Supplier<String> place) {
        String user = request.getUserId();
        HistoryHead head = histories.head(user);
        long sequence =
                atRequestTime ? histories.sequenceAt(user, head, request.getTimestamp()) : head.getNextSequence();
        Cutoff cutoff = Cutoff.undelayed(request.getTimestamp(), sequence, request.getRequestId());
        List<HistoryEvent> window =
                histories.read(user, head, cutoff, rules.length()).window(cutoff, rules);
        List<String> candidates = List.copyOf(new LinkedHashSet<>(request.getCandidates()));
        ServingModel model = served != null && canRank(served, candidates, window) ? served : null;
        boolean repeats = candidates.size() < request.getCandidates().size();
        int topK = request.getTopK() == null ? Integer.MAX_VALUE : request.getTopK();
        Optional<List<ScoredItem>> scored =
                model == null ? Optional.empty() : score(request, candidates, topK, window, model, place);
        Degradation degraded = scored.isPresent()
                ? repeats ? Degradation.DUPLICATE_CANDIDATES : null
                : model == null ? Degradation.NO_MODEL : Degradation.SCORING_FAILED;
        return new Scores(
                request.getRequestId(),
                user,
                request.getTimestamp(),
                scored.isPresent() ? model.version() : NO_MODEL,
                sequence,
                window.size(),
                window.isEmpty(),
                degraded == null ? null : degraded.name(),
                scored.orElseGet(() -> byPopularity(candidates, topK)));
    }

    /** Before its first step a model knows no product and no sale: it can only tell what the customer did before. */
    private static boolean canRank(ServingModel model, List<String> candidates, List<HistoryEvent> window) {
        return model.items().size() > 1 || !(candidates.isEmpty() || window.isEmpty());
    }

    /** A cheap answer to a request that is past its deadline: by popularity, without reading the customer's events. */
    Scores withoutHistory(ScoreRequest request) {
        HistoryHead head = histories.head(request.getUserId());
        List<String> candidates = List.copyOf(new LinkedHashSet<>(request.getCandidates()));
        int topK = request.getTopK() == null ? Integer.MAX_VALUE : request.getTopK();
        return new Scores(
                request.getRequestId(),
                request.getUserId(),
                request.getTimestamp(),
                NO_MODEL,
                head.getNextSequence(),
                0,
                !HistoryHeads.holdsEvents(head),
                Degradation.DEADLINE.name(),
                byPopularity(candidates, topK));
    }

    /** The answer to a request that breaks a rule, so that its sender does not wait for another. */
    static Scores rejected(ScoreRequest request, RejectReason reason) {
        return new Scores(
                request.getRequestId(),
                request.getUserId(),
                request.getTimestamp(),
                NO_MODEL,
                0L,
                0,
                true,
                reason.name(),
                List.of());
    }

    private List<ScoredItem> byPopularity(List<String> candidates, int topK) {
        return candidates.isEmpty() ? popularity.top(topK) : popularity.rank(candidates, topK);
    }

    /** Empty when the model fails. Only its computation may fail so: a failure of a store ends the task. */
    private Optional<List<ScoredItem>> score(
            ScoreRequest request,
            List<String> candidates,
            int topK,
            List<HistoryEvent> window,
            ServingModel model,
            Supplier<String> place) {
        try {
            return Optional.of(
                    candidates.isEmpty()
                            ? retrieved(request, model, window, topK)
                            : ranked(request, model, window, candidates, topK));
        } catch (RuntimeException | Error e) {
            ModelFailures.rethrowUnlessContained(e);
            failures.add(request, place.get(), model.version(), e);
            return Optional.empty();
        }
    }

    private static List<ScoredItem> retrieved(
            ScoreRequest request, ServingModel model, List<HistoryEvent> window, int topK) {
        return model.retrieve(window, request.getSourceType(), topK, request.getTimestamp()).stream()
                .map(found -> new ScoredItem(found.productId(), found.score(), true))
                .toList();
    }

    private static List<ScoredItem> ranked(
            ScoreRequest request, ServingModel model, List<HistoryEvent> window, List<String> candidates, int topK) {
        float[] scores = model.score(window, request.getSourceType(), candidates, request.getTimestamp());
        List<ScoredItem> items = new ArrayList<>();
        for (int i : Ndcg.descending(scores)) {
            if (items.size() < topK) {
                items.add(new ScoredItem(candidates.get(i), scores[i], model.knows(candidates.get(i))));
            }
        }
        return items;
    }
}
