package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * The memory of a process over many steps.
 *
 * @param samples in order; the first is taken after the warm-up
 * @param peakRssMb peak resident memory, MiB
 */
public record MemoryReport(
        String scenario,
        int steps,
        List<Sample> samples,
        @JsonProperty("peak_rss_mb") double peakRssMb) {

    /**
     * The state after a step.
     *
     * @param step steps taken since the warm-up
     * @param arrays number of tensors that managers hold
     * @param rssMb resident memory, MiB
     */
    public record Sample(
            int step, int arrays, @JsonProperty("rss_mb") double rssMb) {}

    /** Whether the number of tensors stays constant. */
    @JsonIgnore
    public boolean isFlat() {
        return samples.stream().mapToInt(Sample::arrays).distinct().count() == 1;
    }

    /** The samples as readable lines. */
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
