package dev.freshet.trainer.offline;

import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.feature.PageFeatures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The live features of a part's groups, in a file beside its examples: one record for each example, in their order. */
final class FeatureFile implements AutoCloseable {

    private static final String EXTENSION = "-features.avro";

    private final AvroFile<ExampleFeatures> file;

    private FeatureFile(AvroFile<ExampleFeatures> file) {
        this.file = file;
    }

    static FeatureFile create(Path directory, String part) {
        return new FeatureFile(AvroFile.create(directory.resolve(part + EXTENSION), ExampleFeatures.class));
    }

    void append(Example example) {
        file.append(new ExampleFeatures(example.groups().stream()
                .map(group -> new GroupFeatures(
                        list(group.features().linear()), list(group.features().page())))
                .toList()));
    }

    /**
     * The examples with the features of their groups.
     *
     * @param examples all of the part
     * @throws dev.freshet.model.file.RefusedException naming the file when it is missing, damaged or of other examples
     */
    static List<Example> join(Path directory, String part, List<Example> examples) {
        Path path = directory.resolve(part + EXTENSION);
        List<Example> joined = new ArrayList<>();
        Iterator<Example> left = examples.iterator();
        AvroFile.forEach(path, ExampleFeatures.class, features -> {
            if (!left.hasNext()) {
                throw new IllegalArgumentException("it has more records than the part has examples");
            }
            joined.add(joined(left.next(), features));
        });
        Dataset.requireWhole(path, joined.size(), examples.size());
        return joined;
    }

    private static Example joined(Example example, ExampleFeatures features) {
        if (features.getGroups().size() != example.groups().size()) {
            throw new IllegalArgumentException("its features belong to another example");
        }
        List<ExampleGroup> groups = new ArrayList<>();
        for (int i = 0; i < example.groups().size(); i++) {
            GroupFeatures own = features.getGroups().get(i);
            ExampleGroup group = example.groups().get(i);
            if (own.getProducts().size() != group.productIds().size() * PageFeatures.LINEAR_INPUTS) {
                throw new IllegalArgumentException("its features belong to another example");
            }
            groups.add(group.with(PageFeatures.of(array(own.getProducts()), array(own.getPage()))));
        }
        return new Example(example.userId(), example.history(), example.targets(), example.heldOut(), groups);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() {
        file.close();
    }
}
