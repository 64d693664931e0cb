package dev.freshet.cli.command.audit;

import dev.freshet.audit.replay.ReplayAudit;
import dev.freshet.audit.replay.TimeWindow;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet audit replay}. */
@Command(
        name = "replay",
        description = {
            "Runs user-events again and compares the training examples.",
            "A scratch application emits them anew; replay equals live. Names the first",
            "difference of each partition by offset, and the field that differs."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet audit replay -b kafka:9092 --registry http://registry:8081",
            "  freshet audit replay --config shop.properties       as freshet streams has it",
            "  freshet audit replay --from 2016-08-10T00:00:00Z --until 2016-08-11T00:00:00Z",
            "",
            "Give the settings with which the examples were made (groups.*, history.*,",
            "delay.policy, seed, ...): with others they are others. The scratch is a broker",
            "in this process on a copy of user-events, in a directory that is deleted",
            "afterwards; nothing of yours changes, and the app may go on. Ends with 1 on a",
            "difference, when there is no example to compare, and when the beginning of",
            "user-events is gone."
        })
final class AuditReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Compare examples dated (watermark at emission) from then on, ISO 8601 in UTC.")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Compare examples dated before then; events are run again up to the first tick past it.")
    private Instant until;

    @Option(
            names = "--scratch-dir",
            paramLabel = "DIR",
            description = "Where there is room for twice user-events; default: the system's temporary directory.")
    private Path scratch;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        return AuditRun.execute(
                spec,
                settings,
                (kafka, config, registry, listener) ->
                        new ReplayAudit(kafka, config, registry, listener).run(TimeWindow.of(from, until), scratch));
    }
}
