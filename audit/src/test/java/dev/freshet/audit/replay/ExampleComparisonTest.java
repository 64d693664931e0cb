package dev.freshet.audit.replay;

import static dev.freshet.audit.AuditFixtures.body;
import static dev.freshet.audit.AuditFixtures.emitted;
import static dev.freshet.audit.AuditFixtures.group;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.audit.Violation;
import dev.freshet.schemas.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A body is the request id of a group of user anna, or a time that makes a watermark. */
class ExampleComparisonTest {

    private static final long END = 99;

    private final ExampleComparison comparison = new ExampleComparison(1, ExampleComparisonTest::decode);

    private static SpecificRecord decode(EmittedRecord record) {
        String body = body(record);
        return record.isExample() ? group("anna", body.strip(), body.length()) : new Watermark(Long.parseLong(body));
    }

    @Test
    void shouldAcceptTheSameRecordsAtOtherOffsets() {
        assertThat(compare(records(0, "r1", "60000", "r2"), records(40, "r1", "60000", "r2"), true))
                .isEmpty();
        assertThat(comparison.examples()).isEqualTo(2);
    }

    @Test
    void shouldAcceptExtraRecordsOfARunningApplication() {
        assertThat(compare(records(0, "r1", "r2"), records(0, "r1"), false)).isEmpty();
    }

    @Test
    void shouldNameRecordsMissingAtTheEnd() {
        assertThat(compare(records(0, "r1"), records(0, "r1", "r2"), false)).isPresent();
        assertThat(compare(records(0, "r1"), records(0, "r1", "r2"), true))
                .hasValue(
                        "training-examples 1 offset 99: missing at the end: the re-run emits the group of request 'r2'"
                                + " of user 'anna' at 1970-01-01T00:00:01Z next");
    }

    @Test
    void shouldNameExtraRecords() {
        assertThat(compare(records(0, "r1", "r1", "r2"), records(0, "r1", "r2"), true))
                .hasValue("training-examples 1 offset 1: extra: the re-run does not emit the group of request 'r1' of"
                        + " user 'anna' at 1970-01-01T00:00:01Z here");
        assertThat(compare(records(0, "r1", "r2"), records(0, "r1"), true))
                .hasValue("training-examples 1 offset 1: extra: the re-run emits nothing after what is before; this is"
                        + " the group of request 'r2' of user 'anna' at 1970-01-01T00:00:01Z");
    }

    @Test
    void shouldNameRecordsMissingInTheMiddle() {
        assertThat(compare(records(0, "r1", "r4"), records(0, "r1", "r2", "r3", "r4"), true))
                .hasValue("training-examples 1 offset 1: missing before it: the re-run emits the group of request 'r2'"
                        + " of user 'anna' at 1970-01-01T00:00:01Z and 1 more");
    }

    @Test
    void shouldNameTheFieldThatDiffers() {
        assertThat(compare(records(0, "r1", "rX", "r3"), records(0, "r1", "r2", "r3"), true))
                .hasValue("training-examples 1 offset 1: differs: groups[0].request_id is rX, the re-run gives r2; this"
                        + " is the group of request 'rX' of user 'anna' at 1970-01-01T00:00:01Z");
    }

    @Test
    void shouldNameATimeThatDiffers() {
        assertThat(compare(List.of(emitted(0, 2000, "anna", "r1")), List.of(emitted(0, 1000, "anna", "r1")), true))
                .get()
                .asString()
                .contains("differs: its time is 1970-01-01T00:00:02Z, the re-run gives 1970-01-01T00:00:01Z");
    }

    @Test
    void shouldNameAKeyThatDiffers() {
        assertThat(compare(List.of(emitted(0, 1000, "bert", "r1")), List.of(emitted(0, 1000, "anna", "r1")), true))
                .get()
                .asString()
                .contains("differs: its key is another");
    }

    @Test
    void shouldAcceptOtherBytesOfTheSameValue() {
        ExampleComparison anyWidth =
                new ExampleComparison(0, record -> group("anna", body(record).strip(), 7));
        assertThat(anyWidth.first(records(0, "r1 ").iterator(), records(0, "r1").iterator(), END, true))
                .isEmpty();
    }

    private Optional<String> compare(List<EmittedRecord> emitted, List<EmittedRecord> again, boolean whole) {
        return comparison
                .first(emitted.iterator(), again.iterator(), END, whole)
                .map(Violation::toString);
    }

    private static List<EmittedRecord> records(long offset, String... bodies) {
        List<EmittedRecord> records = new ArrayList<>();
        for (String body : bodies) {
            String key = Character.isDigit(body.charAt(0)) ? null : "anna";
            records.add(emitted(offset + records.size(), 1000, key, body));
        }
        return records;
    }
}
