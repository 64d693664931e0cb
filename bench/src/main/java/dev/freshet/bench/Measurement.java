package dev.freshet.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The cost of one scenario, in the fields of the reference's bench.py; times in milliseconds, memory in MiB. */
public record Measurement(
        String scenario,
        int threads,
        int batch,
        int steps,
        @JsonProperty("min_ms") double minMs,
        @JsonProperty("median_ms") double medianMs,
        @JsonProperty("p90_ms") double p90Ms,
        @JsonProperty("p99_ms") double p99Ms,
        @JsonProperty("mean_ms") double meanMs,
        @JsonProperty("mean_of_batch_min_ms") double meanOfBatchMinMs,
        @JsonProperty("best_tokens_per_s") double bestTokensPerS,
        @JsonProperty("mean_cpu_ms") double meanCpuMs,
        @JsonProperty("min_cpu_ms") double minCpuMs,
        @JsonProperty("median_cpu_ms") double medianCpuMs,
        @JsonProperty("tokens_per_s") double tokensPerS,
        @JsonProperty("tokens_per_step") double tokensPerStep,
        @JsonProperty("candidates_per_s") double candidatesPerS,
        @JsonProperty("peak_rss_mb") double peakRssMb,
        @JsonProperty("rss_after_import_mb") double rssAfterImportMb,
        @JsonProperty("min_flt_per_step") long minFltPerStep,
        double loadavg1,
        String malloc) {}
