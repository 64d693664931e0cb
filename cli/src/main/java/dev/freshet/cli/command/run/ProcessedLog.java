package dev.freshet.cli.command.run;

import dev.freshet.cli.command.replay.ReplayThread;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.replay.ReplayPosition;
import dev.freshet.schemas.log.TopicOffsets;
import dev.freshet.schemas.topic.Topics;
import dev.freshet.streams.StreamsApp;
import dev.freshet.streams.StreamsProgress;
import org.apache.kafka.clients.admin.Admin;

/** Whether the streams app has processed all of a log that was sent. */
final class ProcessedLog {

    private final AppSettings settings;
    private final StreamsApp streams;
    private final ReplayThread replay;
    private final TopicOffsets offsets;

    ProcessedLog(AppSettings settings, StreamsApp streams, ReplayThread replay, Admin admin) {
        this.settings = settings;
        this.streams = streams;
        this.replay = replay;
        offsets = new TopicOffsets(admin);
    }

    /**
     * Whether the log is processed and its results are committed. Offsets are read before counters, because counters
     * grow while anything lags. Examples in open transactions count as unprocessed: without them the trainer would end
     * its last batch early and produce different weights.
     */
    boolean isProcessed() {
        String application = settings.describe().get("application.id");
        if (!offsets.hasProcessedTransactions(application, Topics.USER_EVENTS, Topics.SCORE_REQUESTS)) {
            return false;
        }
        StreamsProgress progress = streams.progress();
        ReplayPosition end = replay.position();
        return progress.reached(settings.integer(AppConfig.RUN_PARTITIONS), end.time())
                && progress.unanswered() == 0
                && offsets.isSettled(Topics.TRAINING_EXAMPLES.topic());
    }
}
