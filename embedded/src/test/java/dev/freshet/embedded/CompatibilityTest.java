package dev.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    private static final Schema EMPTY = SchemaBuilder.record("R").fields().endRecord();
    private static final Schema REQUIRED =
            SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
    private static final Schema OPTIONAL =
            SchemaBuilder.record("R").fields().optionalInt("a").endRecord();

    @Test
    void shouldCheckTheDirectionThatTheLevelNames() {
        assertThat(Compatibility.BACKWARD.fault(REQUIRED, List.of(EMPTY)))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/0"));
        assertThat(Compatibility.BACKWARD.fault(EMPTY, List.of(REQUIRED))).isEmpty();
        assertThat(Compatibility.FORWARD.fault(REQUIRED, List.of(EMPTY))).isEmpty();
        assertThat(Compatibility.FORWARD.fault(EMPTY, List.of(REQUIRED))).isPresent();
        assertThat(Compatibility.FULL.fault(EMPTY, List.of(REQUIRED))).isPresent();
        assertThat(Compatibility.FULL.fault(REQUIRED, List.of(EMPTY))).isPresent();
        assertThat(Compatibility.FULL.fault(OPTIONAL, List.of(EMPTY))).isEmpty();
        assertThat(Compatibility.NONE.fault(REQUIRED, List.of(EMPTY))).isEmpty();
    }

    @Test
    void shouldLookFurtherBackOnlyIfTransitive() {
        List<Schema> history = List.of(EMPTY, REQUIRED);

        assertThat(Compatibility.BACKWARD.fault(REQUIRED, history)).isEmpty();
        assertThat(Compatibility.BACKWARD_TRANSITIVE.fault(REQUIRED, history)).isPresent();
    }

    @Test
    void shouldListTheKnownLevels() {
        assertThatThrownBy(() -> Compatibility.of("MAYBE")).hasMessageContaining("BACKWARD_TRANSITIVE");
    }
}
