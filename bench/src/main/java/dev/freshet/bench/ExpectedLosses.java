package dev.freshet.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.batch.BatchDigest;
import dev.freshet.bench.batch.FlatBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Losses of the reference's PyTorch model on known batches, computed by bench/reference_losses.py. */
final class ExpectedLosses {

    private static final String RESOURCE = "losses.json";

    private final Map<String, KnownLosses> byDigest;

    private ExpectedLosses(Map<String, KnownLosses> byDigest) {
        this.byDigest = byDigest;
    }

    static ExpectedLosses load() {
        try (InputStream in = ExpectedLosses.class.getResourceAsStream(RESOURCE)) {
            return new ExpectedLosses(new ObjectMapper().readValue(in, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the class path", e);
        }
    }

    Optional<KnownLosses> of(FlatBatch batch) {
        return Optional.ofNullable(byDigest.get(BatchDigest.of(batch)));
    }

    /** @throws BenchException when the losses on the batch are not known */
    KnownLosses require(FlatBatch batch, String where) {
        return of(batch)
                .orElseThrow(() -> new BenchException("the reference's losses on " + where
                        + " " + BenchException.LOSSES_NOT_KNOWN + "; bench/reference_losses.py adds them"
                        + " to losses.json"));
    }
}
