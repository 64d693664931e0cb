package dev.freshet.replay;

import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The speed of a replay: {@code full}, {@code 60x} real time, or {@code 500/s} rows. */
record Speed(double timesRealTime, double rowsPerSecond) {

    private static final Pattern TIMES = Pattern.compile("(\\d+(?:\\.\\d+)?)x");
    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)/s");
    private static final Speed FULL = new Speed(0, 0);

    /**
     * Parses a setting.
     *
     * @throws IllegalArgumentException when the text has none of the forms
     */
    static Speed parse(String text) {
        Matcher times = TIMES.matcher(text);
        Matcher rate = RATE.matcher(text);
        Speed speed = FULL;
        if (times.matches()) {
            speed = new Speed(Double.parseDouble(times.group(1)), 0);
        } else if (rate.matches()) {
            speed = new Speed(0, Double.parseDouble(rate.group(1)));
        } else if (!text.equals("full")) {
            throw new IllegalArgumentException("must be full, times real time such as 60x, or a rate such as 500/s");
        }
        if (!text.equals("full") && speed.equals(FULL)) {
            throw new IllegalArgumentException("must be above 0");
        }
        return speed;
    }

    /**
     * A pace that measures from the first step it is asked about.
     *
     * @param nanos a clock, nanoseconds
     */
    Pace pace(LongSupplier nanos) {
        return equals(FULL) ? Pace.FULL : new Counting(nanos);
    }

    private final class Counting implements Pace {

        private final LongSupplier nanos;
        private boolean begun;
        private long startNanos;
        private long startTime;
        private long startStep;

        Counting(LongSupplier nanos) {
            this.nanos = nanos;
        }

        @Override
        public boolean allows(ReplayPosition at, long nextTime) {
            if (!begun) {
                begun = true;
                startNanos = nanos.getAsLong();
                startTime = nextTime;
                startStep = at.next();
            }
            double seconds = (nanos.getAsLong() - startNanos) / 1e9;
            return timesRealTime > 0
                    ? (nextTime - startTime) / 1000.0 <= seconds * timesRealTime
                    : at.next() - startStep <= seconds * rowsPerSecond;
        }
    }
}
