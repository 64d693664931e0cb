package dev.freshet.cli.command.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.serving.ServingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet model score}. */
@Command(
        name = "score",
        description =
                "Scores the requests in a file with a model file, without Kafka; prints a JSON list for each request.",
        footer = {
            "",
            "Requests are JSON: [{\"history\": [{\"product\": \"cup\", \"action\": \"CLICK\", \"source\": \"home\"}],"
                    + " \"source\": \"list\", \"candidates\": [\"cup\", \"mug\"]}], history oldest first. Scores are the"
                    + " logits, in the candidates' order; the time of a request, \"time\", and of an event are epoch"
                    + " milliseconds. examples/python/check_weights.py compares them with PyTorch's."
        })
final class ModelScoreCommand extends FreshetCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE", description = "A model file, of pretrain, finetune or model import.")
    private Path file;

    @Option(names = "--requests", paramLabel = "FILE.json", required = true, description = "Requests to score.")
    private Path requests;

    @Option(
            names = "--features",
            description =
                    "Print {\"logits\": [...], \"features\": [[...]]} for each request: also the numbers that the feature"
                            + " term reads, a list for each candidate.")
    private boolean features;

    /** @param time epoch milliseconds; null counts the events */
    record Event(String product, Action action, String source, Long time) {

        HistoryEvent at(int index) {
            return new HistoryEvent(product, action, source, time == null ? index : time, index, 0);
        }
    }

    /** @param time epoch milliseconds; null is after the history */
    record Request(List<Event> history, String source, List<String> candidates, Long time) {
        Request {
            if (history == null || candidates == null) {
                throw new IllegalArgumentException("a request needs history and candidates, empty or not");
            }
            history = List.copyOf(history);
            candidates = List.copyOf(candidates);
        }

        List<HistoryEvent> window() {
            return IntStream.range(0, history.size())
                    .mapToObj(i -> history.get(i).at(i))
                    .toList();
        }
    }

    @Override
    public Integer call() {
        Request[] asked;
        try {
            asked = JSON.readValue(requests.toFile(), Request[].class);
        } catch (IOException e) {
            throw new CommandFailure(requests + " cannot be read: " + e.getMessage(), e);
        }
        List<Object> scores = new ArrayList<>();
        SavedModel saved = SavedModel.read(file);
        try (ServingModel model = saved.serving()) {
            for (Request request : asked) {
                List<HistoryEvent> window = request.window();
                long after =
                        window.isEmpty() ? 0 : window.get(window.size() - 1).timestamp() + 1;
                long time = request.time() == null ? after : request.time();
                float[] logits = model.score(window, request.source(), request.candidates(), time);
                List<float[]> read = features ? inputs(saved.config().term(), model, window, request, time) : List.of();
                scores.add(features ? both(logits, read) : logits);
            }
        }
        out().println(JSON.valueToTree(scores));
        return 0;
    }

    private static Map<String, Object> both(float[] logits, List<float[]> read) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("logits", logits);
        both.put("features", read);
        return both;
    }

    /** What the feature term reads, by candidate; nothing without a term. */
    private static List<float[]> inputs(
            TermKind kind, ServingModel model, List<HistoryEvent> window, Request request, long time) {
        if (kind == TermKind.OFF) {
            return List.of();
        }
        float[] flat = TermInputs.of(kind, model.features(window, request.candidates(), time));
        int width = TermInputs.width(kind);
        return IntStream.range(0, flat.length / width)
                .mapToObj(i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width))
                .toList();
    }
}
