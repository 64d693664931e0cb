package dev.freshet.streams;

import dev.freshet.schemas.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Instances of one application in this JVM, each with its own state directory. */
final class Instances implements AutoCloseable {

    private final Map<String, String> common;
    private final SchemaRegistry registry;
    private final Path dir;
    private final Map<String, StreamsApp> running = new LinkedHashMap<>();

    /**
     * @param common settings of all
     * @param dir parent of their state directories
     */
    Instances(Map<String, String> common, SchemaRegistry registry, Path dir) {
        this.common = common;
        this.registry = registry;
        this.dir = dir;
    }

    void start(String name) {
        Map<String, String> settings = new HashMap<>(common);
        settings.put("state.dir", stateDir(name).toString());
        running.put(name, StreamsApp.start(new TopologyConfig(settings), registry));
    }

    void stop(String name) {
        running.remove(name).close();
    }

    Path stateDir(String name) {
        return dir.resolve(name);
    }

    /** Whether each instance has partitions and every partition has an owner. */
    boolean shareAll(int partitions) {
        failOnFailure();
        return running.values().stream().noneMatch(app -> app.partitionsAtHand().isEmpty())
                && running.values().stream()
                                .mapToInt(app -> app.partitionsAtHand().size())
                                .sum()
                        == partitions;
    }

    /** Whether the watermark of every partition has reached a time, on whichever instance. */
    boolean reached(int partitions, long time) {
        failOnFailure();
        return shareAll(partitions)
                && running.values().stream()
                        .map(StreamsApp::progress)
                        .allMatch(progress ->
                                progress.watermarks().values().stream().allMatch(w -> w >= time))
                && running.values().stream()
                                .mapToInt(app -> app.progress().watermarks().size())
                                .sum()
                        == partitions;
    }

    /** Counters, summed over all tasks. */
    Map<String, Long> counters() {
        Map<String, Long> sum = new TreeMap<>();
        running.values().forEach(app -> app.progress().counters().forEach((name, n) -> sum.merge(name, n, Long::sum)));
        return sum;
    }

    private void failOnFailure() {
        running.forEach((name, app) -> app.failure().ifPresent(failure -> {
            throw new AssertionError(name + " has failed", failure);
        }));
    }

    @Override
    public void close() {
        running.values().forEach(StreamsApp::close);
        running.clear();
    }
}
