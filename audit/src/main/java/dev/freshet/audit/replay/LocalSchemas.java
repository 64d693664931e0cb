package dev.freshet.audit.replay;

import dev.freshet.schemas.registry.SchemaRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads schemas from a registry and registers none there: new schemas stay in memory, with ids that the registry does not use. */
final class LocalSchemas implements SchemaRegistry {

    private final SchemaRegistry registry;
    private final AtomicInteger next = new AtomicInteger(Integer.MAX_VALUE);
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();

    LocalSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public int register(String subject, String schema) {
        return ids.computeIfAbsent(schema, text -> {
            int id = next.getAndDecrement();
            schemas.put(id, text);
            return id;
        });
    }

    @Override
    public String schema(int id) {
        String own = schemas.get(id);
        return own == null ? registry.schema(id) : own;
    }
}
