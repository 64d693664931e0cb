package dev.freshet.launcher.replay;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** The unit in which a log writes its times, all since 1970-01-01 UTC; setting {@code replay.time.unit}. */
enum LogTimeUnit {
    MS("milliseconds"),
    S("seconds"),
    US("microseconds");

    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    final String words;

    LogTimeUnit(String words) {
        this.words = words;
    }

    /** Epoch milliseconds; a time too large for them stays too large. */
    long toMillis(long value) {
        return switch (this) {
            case MS -> value;
            case S -> value > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : value * 1000;
            case US -> Math.floorDiv(value, 1000L);
        };
    }

    /** From 2000 to 2100: no shop's log lies outside, and no two units agree within. */
    static boolean isPlausible(long millis) {
        return millis >= EARLIEST && millis < LATEST;
    }

    /** Says why a time in this unit is implausible, and which unit it looks like. */
    String complaint(long millis) {
        long value = switch (this) {
            case MS -> millis;
            case S -> millis / 1000;
            case US -> millis * 1000;
        };
        String remedy = Arrays.stream(values())
                .filter(unit -> isPlausible(unit.toMillis(value)))
                .findFirst()
                .map(unit -> "it looks like " + unit.words + "; use --set replay.time.unit=" + unit.setting())
                .orElse("the times must lie between 2000 and 2100");
        return "time " + value + " is implausible in " + words + ": " + remedy;
    }

    static LogTimeUnit of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
