package dev.freshet.schemas.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as settings write them: {@code 500MiB}, {@code 10GiB}. */
public final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB|TiB)");
    private static final Map<String, Long> UNITS =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final List<String> LARGEST_FIRST = List.of("TiB", "GiB", "MiB", "KiB");

    private ByteSize() {}

    /**
     * The bytes of a size.
     *
     * @throws IllegalArgumentException when the text is not a whole number and a unit
     */
    public static long parse(String text) {
        Matcher m = FORM.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size; write a whole number and KiB, MiB, GiB or TiB, as in 10GiB");
        }
        long number = Long.parseLong(m.group(1));
        long unit = UNITS.get(m.group(2));
        if (number > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("'" + text + "' is more than " + words(Long.MAX_VALUE));
        }
        return number * unit;
    }

    /** A size in the largest unit that shows it exactly. */
    public static String words(long bytes) {
        return LARGEST_FIRST.stream()
                .filter(unit -> bytes > 0 && bytes % UNITS.get(unit) == 0)
                .findFirst()
                .map(unit -> bytes / UNITS.get(unit) + " " + unit)
                .orElse(bytes + " bytes");
    }
}
