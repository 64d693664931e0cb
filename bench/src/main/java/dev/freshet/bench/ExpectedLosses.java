package dev.freshet.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Losses of known batches by the reference's PyTorch model with Freshet's initial weights, as bench/reference_losses.py
 * computed them in double precision: next-positive and feedback, or ranking.
 */
final class ExpectedLosses {

    private static final String RESOURCE = "losses.json";

    private final Map<String, List<Double>> byDigest;

    private ExpectedLosses(Map<String, List<Double>> byDigest) {
        this.byDigest = byDigest;
    }

    static ExpectedLosses load() {
        try (InputStream in = ExpectedLosses.class.getResourceAsStream(RESOURCE)) {
            return new ExpectedLosses(new ObjectMapper().readValue(in, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the class path", e);
        }
    }

    Optional<List<Double>> of(FlatBatch batch) {
        return Optional.ofNullable(byDigest.get(BatchDigest.of(batch)));
    }
}
