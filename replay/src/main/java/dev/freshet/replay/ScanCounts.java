package dev.freshet.replay;

import dev.freshet.replay.file.Fingerprints;
import dev.freshet.replay.file.LogFile;
import dev.freshet.replay.file.LogRow;
import java.util.ArrayList;
import java.util.List;

/** Counts of a scan so far. */
final class ScanCounts {

    private final ReplayConfig config;
    private final TimeSpread spread = new TimeSpread();
    private final List<Long> fileRows = new ArrayList<>();
    private final List<String> fingerprints = new ArrayList<>();

    private LogFile file;
    private long rows;
    private long rowsBefore;
    private long malformed;
    private long implausible;
    private long newest = Long.MIN_VALUE;
    private boolean sorted = true;
    private String firstMalformed;
    private String firstImplausible;
    private List<String> unitRemedy = List.of();

    ScanCounts(ReplayConfig config) {
        this.config = config;
    }

    long rows() {
        return rows;
    }

    void begin(LogFile next) {
        file = next;
        rowsBefore = rows;
    }

    void end(String fingerprint) {
        if (rows == rowsBefore) {
            throw new LogRefusedException(file.path() + " has a header but no rows");
        }
        fileRows.add(rows - rowsBefore);
        fingerprints.add(fingerprint);
    }

    void add(LogRow row) {
        rows++;
        if (row instanceof LogRow.Malformed bad) {
            malformed++;
            firstMalformed = firstMalformed == null ? file.path() + ": " + bad.detail() : firstMalformed;
        } else if (row instanceof LogRow.Event event && !event.isPlausible()) {
            implausible++;
            if (firstImplausible == null) {
                firstImplausible = complaint(event);
                unitRemedy = file.timeUnit()
                        .likely(event.event().getTimestamp())
                        .map(unit -> List.of(ReplayConfig.TIME_UNIT + "=" + unit.setting()))
                        .orElse(List.of());
            }
        } else {
            sorted &= row.time() >= newest;
            newest = Math.max(newest, row.time());
            spread.add(row.time());
        }
    }

    private String complaint(LogRow.Event event) {
        return file.path() + ": " + file.place(event.line()) + ": "
                + file.timeUnit().complaint(event.event().getTimestamp());
    }

    LogScan scan(String name) {
        if (malformed == rows) {
            throw new LogRefusedException(name + ": none of " + rows + " rows can be read; " + firstMalformed);
        }
        if (implausible * 2 > rows - malformed) {
            throw new LogRefusedException(firstImplausible, unitRemedy);
        }
        TimeRange range = spread.range(config.span(ReplayConfig.JUMP_MAX));
        long jumps = spread.outside(range);
        String jump = jumps == 0 ? null : name + ": " + jumps + " rows are dated far from all other rows";
        String complaint = firstMalformed != null ? firstMalformed : firstImplausible != null ? firstImplausible : jump;
        LogScan scan = new LogScan(
                rows,
                malformed,
                implausible,
                jumps,
                range,
                sorted,
                List.copyOf(fileRows),
                complaint,
                Fingerprints.join(fingerprints));
        if (scan.bad() > 0 && config.stopsOnError()) {
            throw new LogRefusedException(
                    complaint + "; " + scan.bad() + " of " + rows + " rows are bad, and nothing is sent",
                    List.of(ReplayConfig.ON_ERROR + "=reject"));
        }
        return scan;
    }
}
