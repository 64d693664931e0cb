package dev.freshet.trainer.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dataset.DatasetPart;
import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.event.Action;
import dev.freshet.model.file.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuilderTest {

    @TempDir
    private Path directory;

    @Test
    void shouldReadBackTheGroupsThatTheSummaryCounts() {
        Dataset dataset = Shop.dataset(directory.resolve("set"), 12);
        for (DatasetPart part : DatasetPart.values()) {
            long groups = dataset.read(part).stream()
                    .mapToLong(example -> example.groups().size())
                    .sum();
            assertThat(groups)
                    .isEqualTo(dataset.summary().parts().get(part.label()).getOrDefault("groups", 0L));
        }
        assertThat(dataset.summary().events()).containsEntry("cart_update", 96L).containsEntry("view", 1152L);
        assertThat(dataset.vocabularies().sources()).containsExactly("list");
    }

    @Test
    void shouldBuildTheNotebooksPartsWithoutLiveHistories() {
        List<LogEvent> log = Shop.log(12);
        DatasetBuilder.build(log.iterator(), Shop.recipe(log, true), directory.resolve("set"));
        Dataset dataset = Dataset.open(directory.resolve("set"));
        assertThat(dataset.has(DatasetPart.RANK_LIVE)).isFalse();
        assertThat(dataset.read(DatasetPart.PRETRAIN_TRAIN)).hasSize(12);
    }

    @Test
    void shouldRefuseALogWithNothingToTrainOn() {
        List<LogEvent> log = Shop.log(2).stream()
                .filter(event -> event.action() == Action.VIEW)
                .toList();
        assertThatThrownBy(
                        () -> DatasetBuilder.build(log.iterator(), Shop.recipe(log, false), directory.resolve("set")))
                .hasMessageContaining("nothing of the log can be trained on")
                .hasMessageContaining("one_class");
        assertThatThrownBy(() -> Dataset.open(directory.resolve("set"))).hasMessageContaining("holds no dataset");
    }

    @Test
    void shouldRefuseADirectoryWithOtherFiles() {
        Shop.dataset(directory.resolve("set"), 4);
        assertThatThrownBy(() -> Shop.dataset(directory.resolve("set"), 4))
                .hasMessageContaining("is not empty")
                .returns(RefusedException.Reason.DIRECTORY_NOT_EMPTY, refused -> ((RefusedException) refused).reason());
    }
}
