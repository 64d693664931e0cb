package dev.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

class PoisonBytesPropertyTest {

    private final AvroSerde serde = new AvroSerde(SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of()));
    private final byte[] example = serde.serializer().serialize("t", example());

    /** For any change of the bytes, the reader either decodes them or throws {@link UndecodableException}. */
    @Property(tries = 2_000)
    void shouldThrowNothingButUndecodable(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places, @ForAll byte value) {
        byte[] bytes = example.clone();
        for (int place : places) {
            bytes[WireFormat.HEADER_BYTES + place % (bytes.length - WireFormat.HEADER_BYTES)] = value;
        }

        Deserializer<SpecificRecord> reader = serde.deserializer();
        try {
            assertThat(reader.deserialize("t", bytes)).isInstanceOf(TrainingExample.class);
        } catch (UndecodableException e) {
            assertThat(e).hasMessageContaining("topic t");
        }
    }

    private static TrainingExample example() {
        ExampleHistory history = new ExampleHistory(
                List.of("a", "b"),
                List.of(ActionType.CLICK, ActionType.PURCHASE),
                List.of("search", "home"),
                List.of(1L, 2L),
                List.of(0L, 1L));
        ExampleGroup group = new ExampleGroup("r", "home", 3L, 0L, 1, false, List.of("c", "d"), List.of(0, 1), history);
        return new TrainingExample("u", history, List.of(1), List.of(), List.of(group));
    }
}
