package dev.freshet.bench.process;

import java.util.Map;

/** The settings of glibc's malloc that keep the memory of large tensors in the process from step to step. */
public final class Malloc {

    static final Map<String, String> TUNED = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", "8589934592");

    private Malloc() {}

    /** The name that the reference's bench gives to this process's settings. */
    public static String name() {
        return TUNED.entrySet().stream().allMatch(e -> e.getValue().equals(System.getenv(e.getKey())))
                ? "tuned"
                : "default";
    }
}
