package dev.freshet.replay;

import dev.freshet.schemas.log.WrittenTick;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Decides where a replay starts: at the beginning, at the committed position, or not at all. */
final class StartingPoint {

    private final ReplaySource source;
    private final Map<String, String> settings;

    StartingPoint(ReplaySource source, int partitions) {
        this.source = source;
        this.settings = source.settings(partitions);
    }

    /**
     * The position to start from.
     *
     * @param committed the last committed position; null when there is none
     * @param liveTick the latest of the partitions' newest ticks that are the wall clock's
     * @param newest time of the newest record of the events topic, epoch milliseconds; called only if needed
     * @throws LogRefusedException when another log is unfinished, settings have changed half-way, the log begins before
     *     the topic's newest record, or live ticks are ahead of what remains of it
     */
    ReplayPosition from(ReplayPosition committed, Optional<WrittenTick> liveTick, Supplier<OptionalLong> newest) {
        if (committed != null && committed.fingerprint().equals(source.scan().fingerprint())) {
            if (!committed.done()) {
                refuseOtherSettings(committed);
                refuseLiveTick(liveTick, committed.time());
            }
            return committed;
        }
        if (committed != null && !committed.done()) {
            throw new LogRefusedException("the log " + committed.file() + " is unfinished here, at "
                    + words(committed.time()) + "; finish it first by the same command, or for " + source.name() + " "
                    + source.elsewhere());
        }
        refuseLiveTick(liveTick, source.scan().firstTime());
        OptionalLong time = newest.get();
        if (time.isPresent() && source.scan().firstTime() < time.getAsLong()) {
            throw new LogRefusedException(source.name() + " begins at "
                    + words(source.scan().firstTime())
                    + ", before the newest record of topic user-events, " + words(time.getAsLong())
                    + "; time cannot go back in a topic: " + source.elsewhere() + ", or a log that begins later");
        }
        return ReplayPosition.start(source.name(), source.scan().fingerprint(), settings);
    }

    private void refuseLiveTick(Optional<WrittenTick> liveTick, long nextTime) {
        if (liveTick.isPresent() && liveTick.get().time() > nextTime) {
            throw source.refusal(liveTick.get());
        }
    }

    private void refuseOtherSettings(ReplayPosition committed) {
        String changed = settings.entrySet().stream()
                .filter(now ->
                        !Objects.equals(now.getValue(), committed.settings().get(now.getKey())))
                .map(now -> now.getKey() + " was " + committed.settings().get(now.getKey()) + " and is now "
                        + now.getValue())
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty()) {
            throw new LogRefusedException(
                    source.name() + " is half-way through, and settings that decide what is sent have" + " changed: "
                            + changed + "; set them back, or " + source.elsewhere());
        }
    }

    private static String words(long time) {
        return Instant.ofEpochMilli(time).toString();
    }
}
