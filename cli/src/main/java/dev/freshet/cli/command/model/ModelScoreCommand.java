package dev.freshet.cli.command.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.core.event.Action;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.serving.ServingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                    + " network's logits, in the candidates' order. examples/python/check_weights.py compares them with"
                    + " PyTorch's."
        })
final class ModelScoreCommand extends FreshetCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE", description = "A model file, of pretrain, finetune or model import.")
    private Path file;

    @Option(names = "--requests", paramLabel = "FILE.json", required = true, description = "Requests to score.")
    private Path requests;

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
        List<float[]> scores = new ArrayList<>();
        try (ServingModel model = SavedModel.read(file).serving()) {
            for (Request request : asked) {
                List<HistoryEvent> window = request.window();
                long after =
                        window.isEmpty() ? 0 : window.get(window.size() - 1).timestamp() + 1;
                long time = request.time() == null ? after : request.time();
                scores.add(model.score(window, request.source(), request.candidates(), time));
            }
        }
        out().println(JSON.valueToTree(scores));
        return 0;
    }
}
