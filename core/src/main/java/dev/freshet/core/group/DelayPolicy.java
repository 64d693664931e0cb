package dev.freshet.core.group;

import dev.freshet.core.event.TimeSpan;
import dev.freshet.core.hash.Hash64;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The delay between a training group and the history that it sees, drawn by a hash of (seed, user, request), so that
 * every run draws the same. Written as {@code none}, {@code uniform(2d,32d)} (milliseconds in [2d, 32d)),
 * {@code whole-days[2,32)} (2 to 31 whole days, the reference's), or a mixture {@code 0.5*none + 0.5*uniform(2d,32d)}.
 */
public final class DelayPolicy {

    private static final Pattern UNIFORM = Pattern.compile("uniform\\(\\s*(\\w+)\\s*,\\s*(\\w+)\\s*\\)");
    private static final Pattern WHOLE_DAYS = Pattern.compile("whole-days\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");
    private static final String FORMS =
            "none, uniform(2d,32d), whole-days[2,32) or a mixture such as 0.5*none + 0.5*uniform(2d,32d)";

    /** Delays {@code low}, {@code low + step}, ... below {@code high}; all 0 for none. */
    private record Part(double weight, long low, long high, long step) {

        long draw(double unit) {
            return low + step * (long) (unit * choices());
        }

        long longest() {
            return low + step * (choices() - 1);
        }

        private long choices() {
            return (high - low + step - 1) / step;
        }
    }

    private final String text;
    private final long seed;
    private final List<Part> parts;

    private DelayPolicy(String text, long seed, List<Part> parts) {
        this.text = text;
        this.seed = seed;
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a policy.
     *
     * @throws IllegalArgumentException when the text has none of the forms, or its weights do not add up to 1
     */
    public static DelayPolicy parse(String text, long seed) {
        List<Part> parts = new ArrayList<>();
        double total = 0;
        for (String term : text.split("\\+", -1)) {
            String[] factors = term.split("\\*", -1);
            double weight = factors.length == 2 ? weight(text, factors[0]) : 1;
            parts.add(part(text, factors[factors.length - 1].trim(), weight));
            total += weight;
        }
        if (Math.abs(total - 1) > 1e-9) {
            throw new IllegalArgumentException("weights of delay policy '" + text + "' add up to " + total + ", not 1");
        }
        return new DelayPolicy(text, seed, parts);
    }

    /** The delay of a group, milliseconds; 0 for none. */
    public long draw(String userId, String requestId) {
        Hash64 hash = Hash64.seeded(seed).add("delay").add(userId).add(requestId);
        double choice = hash.unit();
        for (int i = 0; i < parts.size() - 1; i++) {
            if (choice < parts.get(i).weight()) {
                return parts.get(i).draw(hash.add(1).unit());
            }
            choice -= parts.get(i).weight();
        }
        return parts.get(parts.size() - 1).draw(hash.add(1).unit());
    }

    /** The longest delay that a group may have, milliseconds. */
    public long longestMs() {
        return parts.stream().mapToLong(Part::longest).max().orElseThrow();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Part part(String text, String form, double weight) {
        if (form.equals("none")) {
            return new Part(weight, 0, 1, 1);
        }
        Matcher uniform = UNIFORM.matcher(form);
        if (uniform.matches()) {
            return part(text, weight, TimeSpan.parse(uniform.group(1)), TimeSpan.parse(uniform.group(2)), 1);
        }
        Matcher days = WHOLE_DAYS.matcher(form);
        if (days.matches()) {
            long low = Long.parseLong(days.group(1)) * TimeSpan.DAY;
            return part(text, weight, low, Long.parseLong(days.group(2)) * TimeSpan.DAY, TimeSpan.DAY);
        }
        throw unreadable(text);
    }

    private static Part part(String text, double weight, long low, long high, long step) {
        if (high <= low) {
            throw new IllegalArgumentException("delay policy '" + text + "' has an empty range");
        }
        return new Part(weight, low, high, step);
    }

    private static double weight(String text, String factor) {
        try {
            return Double.parseDouble(factor.trim());
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("cannot read delay policy '" + text + "'; write " + FORMS);
    }
}
