package dev.freshet.cli.command.score;

import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.report.ScoreText;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet score}. */
@Command(
        name = "score",
        description = "Asks for a ranking of products for a customer, and prints the answer.",
        footer = {
            "",
            "  freshet score anna --candidates cup-3,mug-1,jar-7  ranks these",
            "  freshet score anna --top 20  the best of the whole catalogue",
            "  freshet score anna --top 3 --candidates a,b,c,d --source Search --json",
            "",
            "Needs a broker, a schema registry and freshet streams. The request goes to score-requests; the answer"
                    + " comes in scores with the next commit of the streams app, 100 ms by default."
        })
public final class ScoreCommand extends FreshetCommand {

    private static final int TOP = 10;

    @Parameters(paramLabel = "USER", description = "The customer's id.")
    private String user;

    @Option(
            names = "--candidates",
            paramLabel = "ID,ID...",
            split = ",",
            description = "Products to rank; without any, the whole catalogue.")
    private List<String> candidates = new ArrayList<>();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Products to return; default: all candidates, or 10 of the catalogue.")
    private Integer top;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "The place that will show the products, as in the events.")
    private String source;

    @Option(
            names = "--timeout",
            paramLabel = "SPAN",
            defaultValue = "30s",
            description = "How long to wait for the answer; default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.CONNECTION);
        Duration patience = patience();
        ScoreRequest request = ScoreRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setUserId(user)
                .setSourceType(source)
                .setTimestamp(System.currentTimeMillis())
                .setCandidates(candidates)
                .setTopK(top == null && candidates.isEmpty() ? Integer.valueOf(TOP) : top)
                .build();
        Cluster cluster = cluster(settings);
        cluster.requireTopics();
        Optional<Scores> scores;
        try (ScoreClient client = new ScoreClient(settings.kafka(), cluster.registry())) {
            scores = client.ask(request, patience);
        }
        Scores answer = scores.orElseThrow(() -> unanswered(settings));
        boolean refused = answer.getItems().isEmpty() && answer.getDegraded() != null;
        if (json || !refused) {
            out().print(json ? ScoreText.json(answer) : ScoreText.table(answer));
            out().flush();
        }
        if (refused) {
            throw new CommandFailure("freshet streams refused the request: " + answer.getDegraded()
                    + "; the reference of topics explains field degraded");
        }
        return 0;
    }

    private Duration patience() {
        try {
            return Duration.ofMillis(TimeSpan.parse(timeout));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--timeout " + timeout + ": " + e.getMessage(), e);
        }
    }

    private CommandFailure unanswered(AppSettings settings) {
        return new CommandFailure("no answer within " + timeout + " from Kafka at " + settings.brokers()
                + ": is freshet streams running there, and ready? With requests.order=time it answers when the events"
                + " reach the request's time; dead-letters and rejected-events hold what it could not process");
    }
}
