package dev.freshet.cli.faults;

import dev.freshet.core.history.Cutoff;
import dev.freshet.core.history.History;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.history.HistoryRules;
import dev.freshet.core.metric.Ndcg;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.testkit.faults.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes every answer again from the model version that it names, as published, and from the log's history up to its
 * sequence. The version in an answer depends on timing; its scores depend only on that version and the history.
 */
final class ScoreCheck {

    private ScoreCheck() {}

    /** Expects one answer to each request, with scores equal bit for bit to those computed again. */
    static Difference of(KnownLog log, Outcome outcome) {
        List<String> expected = log.requests().keySet().stream().sorted().toList();
        Map<Long, List<Scores>> byVersion = outcome.scores().stream()
                .collect(Collectors.groupingBy(Scores::getModelVersion, TreeMap::new, Collectors.toList()));
        List<String> actual = new ArrayList<>();
        byVersion.forEach((version, answers) -> {
            Published published = outcome.versions().get(version);
            try (ServingModel model = published == null ? null : ServingModel.load(version, published.blocks())) {
                answers.forEach(answer -> actual.add(check(log, answer, model)));
            }
        });
        actual.sort(null);
        return Difference.of(expected, actual);
    }

    /** The request's id for a correct answer; else a text that is no request's id. */
    private static String check(KnownLog log, Scores answer, ServingModel model) {
        ScoreRequest request = log.requests().get(answer.getRequestId());
        if (request == null) {
            return "an answer to nothing: " + answer;
        }
        boolean right = request.getCandidates().isEmpty()
                ? "NO_CANDIDATES".equals(answer.getDegraded())
                : model == null ? isByPopularity(log, request, answer) : isRight(log, request, answer, model);
        if (!right) {
            System.out.println("a wrong answer: " + answer);
        }
        return right ? request.getRequestId() : "wrong: " + request.getRequestId();
    }

    /** Before the first training step popularity answers customers without history. */
    private static boolean isByPopularity(KnownLog log, ScoreRequest request, Scores answer) {
        return "NO_MODEL".equals(answer.getDegraded())
                && window(log, request, answer).isEmpty()
                && answer.getColdStart()
                && answer.getItems().stream()
                        .map(ScoredItem::getProductId)
                        .sorted()
                        .toList()
                        .equals(request.getCandidates().stream().sorted().toList());
    }

    private static List<HistoryEvent> window(KnownLog log, ScoreRequest request, Scores answer) {
        Cutoff cutoff = Cutoff.undelayed(request.getTimestamp(), answer.getHistorySequence(), request.getRequestId());
        return History.of(0, log.history(request.getUserId())).window(cutoff, HistoryRules.DEFAULT);
    }

    private static boolean isRight(KnownLog log, ScoreRequest request, Scores answer, ServingModel model) {
        List<HistoryEvent> window = window(log, request, answer);
        float[] scores = model.score(window, request.getSourceType(), request.getCandidates(), request.getTimestamp());
        List<ScoredItem> items = new ArrayList<>();
        for (int i : Ndcg.descending(scores)) {
            String product = request.getCandidates().get(i);
            items.add(new ScoredItem(product, scores[i], model.knows(product)));
        }
        return answer.getItems().equals(items)
                && answer.getHistorySequence() >= log.leastSequence(request.getRequestId())
                && answer.getHistorySequence()
                        <= log.history(request.getUserId()).size()
                && answer.getHistoryLength() == window.size()
                && answer.getColdStart() == window.isEmpty()
                && answer.getUserId().equals(request.getUserId())
                && answer.getDegraded() == null
                && answer.getTimestamp() == request.getTimestamp();
    }
}
