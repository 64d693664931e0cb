package dev.freshet.replay;

import dev.freshet.core.event.PlausibleTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The unit of a log's times: a unit of numbers since 1970-01-01 UTC, or ISO 8601 text. Setting {@code
 * replay.time.unit}.
 */
public enum LogTimeUnit {
    MS("milliseconds"),
    S("seconds"),
    US("microseconds"),
    ISO("ISO 8601");

    private static final List<LogTimeUnit> NUMBERS = List.of(MS, S, US);

    final String words;

    LogTimeUnit(String words) {
        this.words = words;
    }

    /** The unit in which a text is a plausible time; at most one is. */
    public static Optional<LogTimeUnit> detect(String text) {
        return Arrays.stream(values()).filter(unit -> unit.reads(text)).findFirst();
    }

    private boolean reads(String text) {
        try {
            return isPlausible(millis(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Converts a time to epoch milliseconds. A number out of range stays implausible; ISO text without offset is UTC.
     *
     * @throws IllegalArgumentException when the text is not a time in this unit
     */
    public long millis(String text) {
        return this == ISO ? isoMillis(text) : toMillis(number(text));
    }

    private long number(String text) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("time '" + text + "' is not a whole number of " + words, e);
        }
        if (value < 0) {
            throw new IllegalArgumentException("time " + text + " is before 1970");
        }
        return value;
    }

    private static long isoMillis(String text) {
        try {
            String iso = text.replace(" UTC", "Z").replace(' ', 'T');
            Object time = DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time '" + text + "' is not like 2016-08-01T12:00:00Z", e);
        }
    }

    private long toMillis(long value) {
        return switch (this) {
            case S -> value > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : value * 1000;
            case US -> Math.floorDiv(value, 1000L);
            default -> value;
        };
    }

    /** Whether a time is plausible for an event. */
    public static boolean isPlausible(long millis) {
        return PlausibleTime.contains(millis);
    }

    /** Says why a time in this unit is implausible, and which unit it looks like. */
    String complaint(long millis) {
        String hint = likely(millis)
                .map(unit -> "it looks like " + unit.words + ", and all rows must have one unit")
                .orElse("the times must lie between 2000 and 2100");
        return "time " + written(millis) + " is implausible in " + words + ": " + hint;
    }

    /** The unit that an implausible time in this unit looks like. */
    Optional<LogTimeUnit> likely(long millis) {
        return NUMBERS.stream()
                .filter(unit -> isPlausible(unit.toMillis(written(millis))))
                .findFirst();
    }

    private long written(long millis) {
        return switch (this) {
            case S -> millis / 1000;
            case US -> millis * 1000;
            default -> millis;
        };
    }

    static LogTimeUnit of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
