package dev.freshet.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet replay}. */
@Command(
        name = "replay",
        description = {
            "Sends a shop's log to the topics of a Kafka of yours, in order of time, each row once:",
            "events, and the ticks that move time in quiet partitions."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A log is CSV with a header, JSONL (either may be gzipped) or Parquet, told apart by content.",
            "Several files are one log. Columns: user_id, product_id, action_type (VIEW, CLICK, CART_UPDATE",
            "or PURCHASE), source_type, timestamp (s, ms, us or ISO 8601; detected) and request_id.",
            "",
            "  freshet replay august.csv.gz september.parquet -b kafka:9092 --registry http://registry:8081",
            "  freshet replay log.jsonl --speed 60x                 sixty times real time",
            "  freshet replay log.csv --set replay.column.user=visitor --set replay.column.request=",
            "  zcat log.csv.gz | grep -v robot | freshet replay - --on-error stop",
            "  freshet replay log.csv --set kafka.security.protocol=SSL     any setting of Kafka clients",
            "",
            "Stop it with Ctrl-C, or anyhow: the same command goes on with nothing lost and nothing sent twice."
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files;

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; default: localhost:9092.")
    private String brokers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The schema registry; default: http://localhost:8081.")
    private String registry;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description = "full (the default), times real time such as 60x, or rows a second such as 500/s.")
    private String speed;

    @Option(
            names = "--on-error",
            paramLabel = "reject|stop",
            description = {
                "What a row that is not right does: goes to rejected-events (the default), or stops the replay",
                "before anything is sent."
            })
    private String onError;

    @Option(
            names = "--score-requests",
            description = "Also ask for scores: the first sight of a page becomes a score request for its products.")
    private boolean scoreRequests;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting; may be repeated, and wins over environment (FRESHET_NAME) and --config.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--config", paramLabel = "FILE.properties", description = "A file of settings.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        ReplaySettings settings = ReplaySettings.of(config, System.getenv(), commandLine());
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Boolean.getBoolean("freshet.terminal");
        try (Stop stop = Stop.onSignal();
                Console console = new Console(out, terminal)) {
            new ReplayRun(files, settings, console, stop, terminal).execute();
            return 0;
        }
    }

    /** Options are settings with names of their own; {@code --set} wins. */
    private Map<String, String> commandLine() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, ReplaySettings.BROKERS, brokers);
        put(given, ReplaySettings.REGISTRY, registry);
        put(given, "replay.speed", speed);
        put(given, "replay.on.error", onError);
        put(given, ReplaySettings.SCORE_REQUESTS, scoreRequests ? "true" : null);
        given.putAll(set);
        return given;
    }

    private static void put(Map<String, String> given, String name, String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
