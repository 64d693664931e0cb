package dev.freshet.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time of the year. */
final class Season {

    private static final double STRENGTH = 0.8;
    private static final double YEAR = 365.25;

    private Season() {}

    /** The difference between a category's appeal now and over the year: a cosine with its maximum on the peak day. */
    static double appeal(Category category, long time) {
        Instant now = Instant.ofEpochMilli(time);
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        Instant newYear = Instant.EPOCH.atOffset(ZoneOffset.UTC).withYear(year).toInstant();
        double day = ChronoUnit.MILLIS.between(newYear, now) / 86_400_000.0;
        return STRENGTH * StrictMath.cos(2 * Math.PI * (day - category.peakDay()) / YEAR);
    }
}
