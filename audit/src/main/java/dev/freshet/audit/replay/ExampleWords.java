package dev.freshet.audit.replay;

import dev.freshet.schemas.ProductCounts;
import dev.freshet.schemas.TrainingExample;
import dev.freshet.schemas.Watermark;
import org.apache.avro.specific.SpecificRecord;

/** Describes a record of training-examples so that a user can find it. */
final class ExampleWords {

    private ExampleWords() {}

    /** @param value null for one that cannot be read */
    static String of(SpecificRecord value) {
        if (value instanceof Watermark) {
            return "a watermark";
        }
        if (value instanceof ProductCounts counts) {
            return "counts of products from " + counts.getFrom() + " to " + counts.getTo();
        }
        if (!(value instanceof TrainingExample example)) {
            return "a record that cannot be read";
        }
        String user = " of user '" + example.getUserId() + "'";
        return example.getGroups().isEmpty()
                ? "an example with " + example.getTargets().size() + " targets" + user
                : "the group of request '" + example.getGroups().get(0).getRequestId() + "'" + user;
    }
}
