package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Measurements in the fields that bench.py prints, less {@code blas}, which libtorch is not asked here; and, beside a
 * peer, its measurements and the ratios to it.
 *
 * @param torch version of libtorch
 * @param cores of the machine
 * @param results one a scenario and round
 * @param pytorch the peer's, in the same order; empty without one
 * @param ratios one a scenario; empty without a peer
 */
public record BenchReport(
        String bench,
        String torch,
        int cores,
        List<Measurement> results,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Measurement> pytorch,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ratio> ratios) {}
