package dev.freshet.cli.command.replay;

import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.streams.TopologyConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files;

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

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> given = new HashMap<>();
        given.put("replay.speed", speed);
        given.put("replay.on.error", onError);
        given.put("replay.score.requests", scoreRequests ? "true" : null);
        // The topology's too: how long its groups stay open says how far the ticks after the last row go.
        AppSettings settings =
                options.settings(given, AppConfig.CONNECTION, ReplayConfig.DEFINITION, TopologyConfig.DEFINITION);
        boolean terminal = Boolean.getBoolean("freshet.terminal");
        try (ShutdownSignal stop = ShutdownSignal.onSignal();
                Console console = new Console(spec.commandLine().getOut(), terminal)) {
            new ReplayRun(files, settings, console, stop, terminal).execute();
            return 0;
        }
    }
}
