package dev.freshet.schemas.serde;

import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.ModelBlock;
import dev.freshet.schemas.ModelControl;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.QuarantinedBatch;
import dev.freshet.schemas.RejectedEvent;
import dev.freshet.schemas.ScoreRequest;
import dev.freshet.schemas.Scores;
import dev.freshet.schemas.Tick;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.TrainingMetrics;
import dev.freshet.schemas.UserEvent;
import dev.freshet.schemas.Watermark;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;

/** The records that may stand alone in a topic, by full name. A name on the wire never loads any other class. */
public final class RecordTypes {

    private static final Map<String, Schema> READERS = List.of(
                    UserEvent.SCHEMA$,
                    Tick.SCHEMA$,
                    ScoreRequest.SCHEMA$,
                    Scores.SCHEMA$,
                    TrainingExample.SCHEMA$,
                    Watermark.SCHEMA$,
                    ProductCounts.SCHEMA$,
                    ModelBlock.SCHEMA$,
                    ModelManifest.SCHEMA$,
                    ModelControl.SCHEMA$,
                    TrainingMetrics.SCHEMA$,
                    EvaluatedRequest.SCHEMA$,
                    QuarantinedBatch.SCHEMA$,
                    RejectedEvent.SCHEMA$)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Schema::getFullName, Function.identity()));

    static {
        // Avro instantiates no class that is not trusted; a trust set up before this one stays.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().startsWith("dev.freshet.")));
    }

    private RecordTypes() {}

    /** Makes Avro trust Freshet's generated classes. Call it before you read them with Avro's own readers. */
    public static void trust() {
        // the static initialiser does it, once
    }

    /** The schema that this version reads a record by, or null for a record that it does not know. */
    public static Schema reader(String fullName) {
        return READERS.get(fullName);
    }

    /** The schema as it stands in its .avsc file: the code generator's Java hints concern no other client. */
    public static String plain(Schema schema) {
        return schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
    }
}
