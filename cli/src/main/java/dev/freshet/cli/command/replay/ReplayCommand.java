package dev.freshet.cli.command.replay;

import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.streams.TopologyConfig;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code freshet replay}. */
@Command(
        name = "replay",
        description = "Sends a shop's log to the topics of your Kafka, in order of time, each row once: events, and the"
                + " ticks that move time in quiet partitions.",
        footer = {
            "",
            "A log is CSV with a header, JSONL (either may be gzipped) or Parquet, told apart by content. Several"
                    + " files are one log. Columns: user_id, product_id, action_type (VIEW, CLICK, CART_UPDATE or"
                    + " PURCHASE), source_type, timestamp (s, ms, us or ISO 8601; detected) and request_id.",
            "",
            "  freshet replay august.csv.gz september.parquet -b kafka:9092 --registry http://registry:8081",
            "  freshet replay log.jsonl --speed 60x  sixty times real time",
            "  freshet replay log.csv --set replay.column.user=visitor --set replay.column.request=",
            "  zcat log.csv.gz | grep -v robot | freshet replay - --on-error stop",
            "  freshet replay log.csv --set kafka.security.protocol=SSL  any setting of Kafka clients",
            "",
            "Stop it with Ctrl-C or kill it: the same command continues, loses nothing and sends nothing twice.",
            "The streams app must not write ticks of the wall clock meanwhile: ticks.live=false. When the replay has"
                    + " ended, start it again with its default."
        })
public final class ReplayCommand extends FreshetCommand {

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "The log, of one or more files; - reads a pipe.")
    private List<Path> files = List.of();

    @Setting("replay.speed")
    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            description = "full (the default), a multiple of real time such as 60x, or rows a second such as 500/s.")
    String speed;

    @Setting("replay.on.error")
    @Option(
            names = "--on-error",
            paramLabel = "reject|stop",
            description =
                    "What to do with an invalid row: send it to rejected-events (the default), or stop before anything"
                            + " is sent.")
    String onError;

    @Setting("replay.score.requests")
    @Option(
            names = "--score-requests",
            description = "Also send score requests: the first appearance of a page asks for scores of its products.")
    boolean scoreRequests;

    @Option(
            names = "--give-up",
            description =
                    "End an unfinished replay, which you have stopped, without what it has not sent; takes no FILE."
                            + " Another log may follow then, and the streams app may write live ticks.")
    private boolean giveUp;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        if (files.isEmpty() != giveUp) {
            throw new ParameterException(
                    spec().commandLine(), giveUp ? "--give-up takes no FILE" : "Missing required parameter: 'FILE'");
        }
        // The topology's settings say how long groups stay open; ticks must go that far past the last row.
        AppSettings settings =
                options.settings(AppConfig.CONNECTION, ReplayConfig.DEFINITION, TopologyConfig.DEFINITION);
        try (CommandSession session = openSession()) {
            ReplayRun run = new ReplayRun(files, settings, session);
            if (giveUp) {
                run.giveUp();
            } else {
                run.execute();
            }
            return 0;
        }
    }
}
