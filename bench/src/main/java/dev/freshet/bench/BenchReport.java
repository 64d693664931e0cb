package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Measurements, with the fields that bench.py prints except {@code blas}, which this bench does not query. With a peer,
 * also the peer's measurements and the ratios to them.
 *
 * @param torch version of libtorch
 * @param cores number of the machine's cores
 * @param results one for each scenario and round
 * @param pytorch the peer's results in the same order; empty without a peer
 * @param ratios one for each scenario; empty without a peer
 */
public record BenchReport(
        String bench,
        String torch,
        int cores,
        List<Measurement> results,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Measurement> pytorch,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ratio> ratios) {}
