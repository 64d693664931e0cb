package dev.freshet.core.event;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of event time as settings write them: {@code 500ms}, {@code 30s}, {@code 30m}, {@code 1h}, {@code 32d}. */
public final class TimeSpan {

    public static final long SECOND = 1_000;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private static final long LONGEST = 365_000 * DAY;
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", SECOND, "m", MINUTE, "h", HOUR, "d", DAY);

    private static final List<String> LARGEST_FIRST = List.of("d", "h", "m", "s", "ms");

    private TimeSpan() {}

    /**
     * The milliseconds of a duration.
     *
     * @throws IllegalArgumentException when the text is not a whole number and a unit
     */
    public static long parse(String text) {
        Matcher m = FORM.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a span of time; write a whole number and ms, s, m, h or d, as in 30m");
        }
        long number = Long.parseLong(m.group(1));
        long unit = UNITS.get(m.group(2));
        if (number > LONGEST / unit) {
            throw new IllegalArgumentException("'" + text + "' is longer than a thousand years");
        }
        return number * unit;
    }

    /** A duration of milliseconds in the largest unit that shows it exactly; the reverse of {@link #parse}. */
    public static String words(long milliseconds) {
        String unit = LARGEST_FIRST.stream()
                .filter(each -> milliseconds % UNITS.get(each) == 0)
                .findFirst()
                .orElseThrow();
        return milliseconds / UNITS.get(unit) + unit;
    }
}
