package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * What many steps left behind.
 *
 * @param samples the first after the warm-up
 * @param peakRssMb most that was ever resident, MiB
 */
public record MemoryReport(
        String scenario,
        int steps,
        List<Sample> samples,
        @JsonProperty("peak_rss_mb") double peakRssMb) {

    /**
     * A moment.
     *
     * @param step steps taken since the warm-up
     * @param arrays tensors that managers hold
     * @param rssMb resident, MiB
     */
    public record Sample(
            int step, int arrays, @JsonProperty("rss_mb") double rssMb) {}

    /** Whether no step left a tensor behind. */
    @JsonIgnore
    public boolean isFlat() {
        return samples.stream().mapToInt(Sample::arrays).distinct().count() == 1;
    }

    /** For a person. */
    public List<String> lines() {
        return samples.stream()
                .map(s -> String.format(
                        Locale.ROOT,
                        "%s  step %,6d  %,5d arrays  %,8.1f MiB",
                        scenario,
                        s.step(),
                        s.arrays(),
                        s.rssMb()))
                .toList();
    }
}
