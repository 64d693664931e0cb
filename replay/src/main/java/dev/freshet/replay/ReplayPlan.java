package dev.freshet.replay;

import dev.freshet.replay.file.LogRow;
import dev.freshet.replay.file.Rows;
import dev.freshet.schemas.ScoreRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * The whole replay as a sequence of numbered steps, a pure function of the rows and the settings. After a kill, the
 * replay computes the steps again and skips those already sent, so it needs to store only their number.
 */
public final class ReplayPlan implements AutoCloseable {

    private final Rows rows;
    private final Ticks ticks;
    private final RequestPages pages;
    private final int lookahead;
    private final long end;

    private List<LogRow> run = new ArrayList<>();
    private List<ScoreRequest> requests = List.of();
    private int at;
    private LogRow ahead;
    private ReplayStep step;

    /**
     * Creates a plan at the first step.
     *
     * @param rows in order of time
     * @param lastTime of the rows, epoch milliseconds
     * @param tailMs event time after the last row during which ticks continue, milliseconds
     */
    public ReplayPlan(Rows rows, long lastTime, long tailMs, ReplayConfig config) {
        this.rows = rows;
        this.ticks = new Ticks(config.span(ReplayConfig.TICK_INTERVAL));
        this.pages = config.sendsRequests()
                ? new RequestPages(config.getInt(ReplayConfig.PAGE_MAX), config.span(ReplayConfig.PAGE_MEMORY))
                : null;
        this.lookahead = config.getInt(ReplayConfig.PAGE_LOOKAHEAD);
        this.end = lastTime + tailMs;
        try {
            this.ahead = rows.next();
            this.step = make();
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** Whether the last step has been taken. */
    boolean isDone() {
        return step == null;
    }

    /** Event time of the next step, epoch milliseconds. */
    long nextTime() {
        return step.time();
    }

    /** The next step, or null after the last. */
    public ReplayStep next() {
        ReplayStep taken = step;
        step = taken == null ? null : make();
        return taken;
    }

    private ReplayStep make() {
        if (at == run.size() && !nextRun()) {
            OptionalLong tick = ticks.until(end);
            return tick.isEmpty() ? null : new ReplayStep(tick.getAsLong(), tick, null, null);
        }
        LogRow row = run.get(at);
        ScoreRequest request = requests.get(at);
        at++;
        return new ReplayStep(row.time(), ticks.before(row.time()), request, row);
    }

    /** Skips steps that were sent before. */
    void skip(long steps) {
        for (long i = 0; i < steps; i++) {
            if (next() == null) {
                throw new LogRefusedException("the log has become shorter than what was already replayed of it");
            }
        }
    }

    /** Gathers the next rows of one time, as many as the look-ahead allows. */
    private boolean nextRun() {
        if (ahead == null) {
            return false;
        }
        run = new ArrayList<>();
        at = 0;
        long time = ahead.time();
        while (ahead != null && ahead.time() == time && run.size() < lookahead) {
            run.add(ahead);
            ahead = rows.next();
        }
        requests = pages == null ? Collections.nCopies(run.size(), null) : pages.requests(run);
        return true;
    }

    @Override
    public void close() {
        rows.close();
    }
}
