package dev.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.Tick;
import dev.freshet.schemas.Watermark;
import dev.freshet.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AvroSerdeRegistrationTest {

    /** Delegates calls and records them. */
    private static final class Recording implements SchemaRegistry {
        private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
        private final List<String> calls = new ArrayList<>();

        @Override
        public int register(String subject, String schema) {
            calls.add(subject);
            return registry.register(subject, schema);
        }

        @Override
        public String schema(int id) {
            calls.add("id " + id);
            return registry.schema(id);
        }
    }

    @Test
    void shouldAskOnceForEachTopicAndRecord() {
        Recording registry = new Recording();
        AvroSerde serde = new AvroSerde(registry);
        for (long time = 0; time < 3; time++) {
            byte[] tick = serde.serializer().serialize("a", new Tick(time));
            serde.serializer().serialize("b", new Tick(time));
            serde.serializer().serialize("a", new Watermark(time));
            serde.deserializer().deserialize("a", tick);
            serde.deserializer().deserialize("b", tick);
        }

        assertThat(registry.calls)
                .containsExactly(
                        "a-dev.freshet.schemas.Tick",
                        "b-dev.freshet.schemas.Tick",
                        "a-dev.freshet.schemas.Watermark",
                        "id 1");
    }
}
