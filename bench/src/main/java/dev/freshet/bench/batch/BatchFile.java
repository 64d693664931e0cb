package dev.freshet.bench.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Batches in the format that the reference's bench.py reads: one JSON object with a list of batches for each scenario.
 */
public final class BatchFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REMEDY = "; " + BenchException.WRITES_BATCHES;

    private BatchFile() {}

    /** Writes the generated batches of every scenario. */
    public static void write(Path file) {
        Map<String, List<FlatBatch>> all = new LinkedHashMap<>();
        for (Scenario scenario : Scenario.values()) {
            all.put(scenario.label(), BatchGenerator.batches(scenario));
        }
        try {
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new BenchException(
                    file + " cannot be written: " + e.getMessage() + "; name a file in a directory that exists", e);
        }
    }

    /** The batches of a scenario: from the file, or generated when the file is null. */
    public static List<FlatBatch> of(Path file, Scenario scenario) {
        return file == null ? BatchGenerator.batches(scenario) : read(file, scenario);
    }

    /**
     * The batches of a scenario from a file.
     *
     * @throws BenchException naming file, scenario and batch, when the file cannot be used
     */
    public static List<FlatBatch> read(Path file, Scenario scenario) {
        if (!Files.isRegularFile(file)) {
            throw new BenchException(file + ": no such file" + REMEDY);
        }
        try {
            JsonNode list = JSON.readTree(file.toFile()).path(scenario.label());
            if (!list.isArray() || list.isEmpty()) {
                throw new BenchException(file + " has no batches under \"" + scenario.label() + "\"" + REMEDY);
            }
            List<FlatBatch> batches = JSON.convertValue(list, new TypeReference<List<FlatBatch>>() {});
            for (int i = 0; i < batches.size(); i++) {
                String problem = BatchRules.problem(batches.get(i), scenario);
                if (problem != null) {
                    throw new BenchException(file + ", " + scenario.label() + "[" + i + "]: " + problem + REMEDY);
                }
            }
            return batches;
        } catch (JsonProcessingException e) {
            throw new BenchException(file + " is no JSON: " + e.getOriginalMessage() + REMEDY, e);
        } catch (IllegalArgumentException e) {
            throw new BenchException(
                    file + ", " + scenario.label() + ": "
                            + e.getMessage().lines().findFirst().orElse("") + REMEDY,
                    e);
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
