package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The peer's figures divided by Freshet's: above 1, Freshet is better. Each figure is the minimum over the rounds.
 *
 * @param speed ratio of the means of each batch's fastest step
 * @param lowest lowest {@code speed} of a single round
 * @param highest highest {@code speed} of a single round
 * @param cpu ratio of the processor times of the median step
 * @param memory ratio of the peak resident memory
 */
public record Ratio(
        String scenario,
        double speed,
        @JsonProperty("speed_lowest") double lowest,
        @JsonProperty("speed_highest") double highest,
        @JsonProperty("median_cpu") double cpu,
        double memory) {

    /** The ratio over alternating rounds. */
    static Ratio of(String scenario, List<Measurement> ours, List<Measurement> peers) {
        double[] rounds = IntStream.range(0, ours.size())
                .mapToDouble(i -> peers.get(i).meanOfBatchMinMs() / ours.get(i).meanOfBatchMinMs())
                .sorted()
                .toArray();
        return new Ratio(
                scenario,
                rounded(least(peers, Measurement::meanOfBatchMinMs) / least(ours, Measurement::meanOfBatchMinMs)),
                rounded(rounds[0]),
                rounded(rounds[rounds.length - 1]),
                rounded(least(peers, Measurement::medianCpuMs) / least(ours, Measurement::medianCpuMs)),
                rounded(least(peers, Measurement::peakRssMb) / least(ours, Measurement::peakRssMb)));
    }

    private static double least(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** The ratio as a readable line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-16s %.2fx as fast (%.2f to %.2f by round), %.2fx by the median step's processor time, 1/%.1f of the memory",
                scenario,
                speed,
                lowest,
                highest,
                cpu,
                memory);
    }
}
