package dev.freshet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.audit.replay.EmittedRecord;
import dev.freshet.schemas.ActionType;
import dev.freshet.schemas.ExampleGroup;
import dev.freshet.schemas.ExampleHistory;
import dev.freshet.schemas.TrainingExample;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The smallest possible examples. */
public final class AuditFixtures {

    private AuditFixtures() {}

    /** The example of a request group without history. */
    public static TrainingExample group(String user, String request, long time) {
        ExampleGroup group =
                new ExampleGroup(request, "search", time, 0L, -1, false, List.of("cup", "mug"), List.of(1, 0), null);
        return new TrainingExample(user, history(), List.of(), List.of(), List.of(group));
    }

    /** An example whose targets are these events of a customer, after a first event that is no target. */
    public static TrainingExample targets(String user, long... sequences) {
        long[] all =
                LongStream.concat(LongStream.of(0), LongStream.of(sequences)).toArray();
        List<Integer> targets =
                IntStream.rangeClosed(1, sequences.length).boxed().toList();
        return new TrainingExample(user, history(all), targets, List.of(), List.of());
    }

    private static ExampleHistory history(long... sequences) {
        int n = sequences.length;
        return new ExampleHistory(
                Collections.nCopies(n, "cup"),
                Collections.nCopies(n, ActionType.CLICK),
                Collections.nCopies(n, "search"),
                Collections.nCopies(n, 1L),
                LongStream.of(sequences).boxed().toList());
    }

    /** A record whose value is five bytes of header and a text. */
    public static EmittedRecord emitted(long offset, long time, String key, String body) {
        return new EmittedRecord(
                offset, time, key == null ? null : key.getBytes(UTF_8), (".head" + body).getBytes(UTF_8));
    }

    public static String body(EmittedRecord record) {
        return new String(record.value(), UTF_8).substring(5);
    }
}
