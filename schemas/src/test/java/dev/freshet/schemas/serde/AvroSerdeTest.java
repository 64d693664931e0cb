package dev.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ScoredItem;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = Topics.USER_EVENTS.topic();

    private final SchemaRegistry registry = SchemaRegistry.connect("mock://" + UUID.randomUUID(), Map.of());
    private final AvroSerde serde = new AvroSerde(registry);

    @Test
    void shouldWriteConfluentsWireFormat() {
        byte[] bytes = encode(new Tick(100L));

        // zero, id 1 as int32, then 100 as a zig-zag varint: 200 = 0xc8 0x01
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0000000001c801");
    }

    @Test
    void shouldReadKnownBytes() {
        registry.register("any-dev.freshet.schemas.Tick", RecordTypes.plain(Tick.getClassSchema()));

        assertThat(decode(HexFormat.of().parseHex("0000000001c801"))).isEqualTo(new Tick(100L));
    }

    @Test
    void shouldDecodeWhatItEncoded() {
        UserEvent event = event("u1", ActionType.CART_UPDATE);

        SpecificRecord back = decode(encode(event));

        assertThat(back).isEqualTo(event);
        assertThat(((UserEvent) back).getUserId()).isExactlyInstanceOf(String.class);
    }

    @Test
    void shouldReadNestedRecordsIntoTheirClasses() {
        Scores scores = new Scores("r", "u", 5L, 7L, 3L, 2, false, null, List.of(new ScoredItem("p", 0.5f, true)));

        assertThat(decode(encode(scores))).isEqualTo(scores);
    }

    @Test
    void shouldCarryNullAsNull() {
        assertThat(encode(null)).isNull();
        assertThat(decode(null)).isNull();
    }

    @Test
    void shouldRejectAMissingFieldAndStayUsable() {
        SpecificRecord broken = new UserEvent();
        broken.put(0, "a user, but nothing else");

        assertThatThrownBy(() -> encode(broken))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("dev.freshet.schemas.UserEvent")
                .hasMessageContaining(TOPIC);
        assertThat(decode(encode(new Tick(1L)))).isEqualTo(new Tick(1L));
    }

    @Test
    void shouldRejectBytesWithoutTheFrame() {
        assertUndecodable("plain text".getBytes(StandardCharsets.UTF_8), "do not begin with byte 0");
        assertUndecodable(new byte[] {0, 0, 0}, "3 bytes");
        assertUndecodable(new byte[0], "0 bytes");
    }

    @Test
    void shouldRejectAnUnknownId() {
        assertUndecodable(new byte[] {0, 0, 0, 3, 9, 0}, "no schema with id 777");
    }

    @Test
    void shouldRejectARecordOfAnotherName() {
        int id = registry.register("s", "{\"type\":\"record\",\"name\":\"x.Other\",\"fields\":[]}");

        assertUndecodable(new byte[] {0, 0, 0, 0, (byte) id}, "x.Other, a record unknown here");
    }

    @Test
    void shouldRejectEveryTruncation() {
        byte[] whole = encode(event("u1", ActionType.CLICK));

        for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            assertUndecodable(Arrays.copyOf(whole, length), "no dev.freshet.schemas.UserEvent");
        }
    }

    @Test
    void shouldRejectTrailingBytes() {
        byte[] whole = encode(new Tick(1L));

        assertUndecodable(Arrays.copyOf(whole, whole.length + 1), "bytes follow");
    }

    @Test
    void shouldRejectALengthThatExceedsMemory() {
        encode(event("u1", ActionType.CLICK));

        for (String length : List.of("8080808008", "feffffff0f", "ffffffffffffffffff01")) {
            byte[] bytes = HexFormat.of().parseHex("0000000001" + length + "41");
            assertUndecodable(bytes, "no dev.freshet.schemas.UserEvent");
        }
    }

    private static UserEvent event(String user, ActionType action) {
        return new UserEvent(user, "p1", action, "search", 1_470_000_000_000L, "r1", null);
    }

    private byte[] encode(SpecificRecord record) {
        return serde.serializer().serialize(TOPIC, record);
    }

    private SpecificRecord decode(byte[] bytes) {
        return serde.deserializer().deserialize(TOPIC, bytes);
    }

    private void assertUndecodable(byte[] bytes, String problem) {
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("topic " + TOPIC)
                .hasMessageContaining(problem);
    }
}
