package dev.freshet.model;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads reference vectors from the directory that the system property {@code golden.dir} names, relative to the
 * repository's root, or from this module's resources.
 */
public final class Golden {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    public static JsonNode read(String file) {
        String directory = System.getProperty("golden.dir", "");
        try (InputStream in = directory.isBlank() ? open(file) : Files.newInputStream(path(directory, file))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + file + " in " + directory, e);
        }
    }

    /** A file of this module's resources, whatever {@code golden.dir} says. */
    public static JsonNode resource(String file) {
        try (InputStream in = open(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("golden resource " + file, e);
        }
    }

    private static InputStream open(String file) {
        return Golden.class.getResourceAsStream("/golden/" + file);
    }

    private static Path path(String directory, String file) {
        return Path.of(System.getProperty("repository.root", ""))
                .resolve(directory)
                .resolve(file);
    }

    /** The elements of {@code {"shape", "dtype", "data"}}. */
    public static float[] floats(JsonNode tensor) {
        JsonNode data = tensor.get("data");
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).isTextual()
                    ? Float.parseFloat(data.get(i).asText().replace("inf", "Infinity"))
                    : (float) data.get(i).asDouble();
        }
        return values;
    }

    public static Shape shape(JsonNode tensor) {
        JsonNode sizes = tensor.get("shape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong();
        }
        return new Shape(shape);
    }

    /** A plain list of integers. */
    public static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }

    /** The elements of an integer tensor. */
    static long[] longs(JsonNode tensor) {
        return Arrays.stream(ints(tensor.get("data"))).asLongStream().toArray();
    }
}
