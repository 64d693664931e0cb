package dev.freshet.cli.command.audit;

import dev.freshet.audit.replay.ReplayAudit;
import dev.freshet.audit.replay.TimeWindow;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet audit replay}. */
@Command(
        name = "replay",
        description = {
            "Processes user-events again and compares the training examples.",
            "A temporary application emits them again; they must be the same. Names the first difference of each"
                    + " partition by offset, and the field that differs."
        },
        footer = {
            "",
            "  freshet audit replay -b kafka:9092 --registry http://registry:8081",
            "  freshet audit replay --config shop.properties  the settings of freshet streams",
            "  freshet audit replay --from 2016-08-10T00:00:00Z --until 2016-08-11T00:00:00Z",
            "",
            "Give the settings that the examples were made with (groups.*, history.*, delay.policy, seed, ...); others"
                    + " make other examples. A broker in this process holds a copy of user-events in a directory that is"
                    + " deleted afterwards; your topics do not change, and the app may keep running. Exits with 1 on a"
                    + " difference, when there is no example to compare, and when the beginning of user-events is gone."
        })
final class AuditReplayCommand extends FreshetCommand {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Compare examples from this time on (watermark at emission), ISO 8601 in UTC.")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Compare examples before this time; events are processed up to the first tick after it.")
    private Instant until;

    @Option(
            names = "--scratch-dir",
            paramLabel = "DIR",
            description =
                    "Directory with room for twice the size of user-events; default: the system's temporary directory.")
    private Path scratch;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        return AuditRun.execute(
                spec(),
                settings,
                (kafka, config, registry, listener) ->
                        new ReplayAudit(kafka, config, registry, listener).run(TimeWindow.of(from, until), scratch));
    }
}
