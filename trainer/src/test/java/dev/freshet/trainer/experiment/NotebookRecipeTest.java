package dev.freshet.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.example.Example;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.trainer.MemoryRun;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.stream.StreamContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NotebookRecipeTest {

    private static final TrainerConfig CONFIG = MemoryRun.config(Map.of());

    private final Set<String> stages = new TreeSet<>();

    private static List<List<Example>> batches(int wanted) {
        List<List<Example>> batches = new ArrayList<>();
        List<Example> open = new ArrayList<>();
        for (var record : MemoryRun.stream(120)) {
            if (record.value() instanceof StreamContent.Parts parts) {
                open.add(parts.example());
            }
            if (open.size() == 8 && batches.size() < wanted) {
                batches.add(List.copyOf(open));
                open.clear();
            }
        }
        assertThat(batches).hasSize(wanted);
        return batches;
    }

    private Optional<ServingModel> trained(List<List<Example>> batches, boolean stopped) {
        return new NotebookRecipe(CONFIG, batches, () -> stopped, stages::add).trained();
    }

    @Test
    void shouldTrainBothStagesTheSameWayEachTime() {
        List<List<Example>> batches = batches(10);
        List<String> page = new ArrayList<>(List.of("a product that nobody has seen"));
        batches.get(0).get(0).history().forEach(event -> page.add(event.productId()));
        List<String> distinct = page.stream().distinct().toList();
        try (ServingModel once = trained(batches, false).orElseThrow();
                ServingModel again = trained(batches, false).orElseThrow()) {
            assertThat(once.score(List.of(), null, distinct, 0))
                    .isEqualTo(again.score(List.of(), null, distinct, 0))
                    .doesNotContain(Float.NaN);
        }
        assertThat(stages).contains("notebook recipe: pretraining, epoch 1", "notebook recipe: finetuning, epoch 1");
    }

    @Test
    void shouldGiveNoModelWhenThereIsTooLittleToLearnFrom() {
        assertThat(trained(batches(1), false)).isEmpty();
        List<Example> withoutGroups = batches(4).stream()
                .flatMap(List::stream)
                .map(example -> new Example(example.userId(), example.history(), example.targets(), List.of()))
                .toList();
        assertThat(trained(List.of(withoutGroups, withoutGroups), false)).isEmpty();
    }

    @Test
    void shouldEndWhenItIsStopped() {
        assertThat(trained(batches(10), true)).isEmpty();
        assertThat(stages).isEmpty();
    }
}
