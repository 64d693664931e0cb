package dev.freshet.replay;

import dev.freshet.replay.file.LogRow;
import dev.freshet.schemas.ScoreRequest;
import java.util.OptionalLong;

/**
 * The records that one row sends, in this order: a tick to every partition, a score request, the row itself. Steps
 * after the last row send only a tick.
 *
 * @param time event time reached, epoch milliseconds; never decreases from step to step
 * @param tick time of the tick, epoch milliseconds
 * @param request null when the row is not the first of a page
 * @param row null after the last row
 */
public record ReplayStep(long time, OptionalLong tick, ScoreRequest request, LogRow row) {}
