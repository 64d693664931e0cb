package dev.freshet.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.freshet.core.block.Block;
import dev.freshet.core.example.Example;
import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.batch.Batch;
import dev.freshet.model.batch.BatchPacker;
import dev.freshet.model.batch.TrainingSample;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.loss.LossWeights;
import dev.freshet.model.loss.ObjectiveFunction;
import dev.freshet.model.network.Backbone;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import dev.freshet.model.serving.ServingModel;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.training.TrainableModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ServingWhileTrainingTest {

    private static final List<String> PRODUCTS = List.of("p0", "p3", "p7", "unknown");

    @Test
    void shouldScoreLikeTheForwardPassOfTraining() {
        try (TrainableModel trained = trained(4);
                ServingModel served = ServingModel.load(4, trained.modelBlocks())) {
            List<Block> blocks = trained.modelBlocks();
            CheckpointHeader header = CheckpointHeader.read(new BlockSource(blocks));
            try (Parameters parameters =
                            Parameters.read(header.config(), header, new BlockSource(blocks), ComputeDevice.CPU);
                    NDManager manager = parameters.manager().newSubManager()) {
                List<Example> examples = Samples.batch(3);
                List<TrainingSample> lessons = examples.stream()
                        .map(example -> TrainingSample.of(
                                example, LossWeights.defaults(), header.config().maxLength()))
                        .toList();
                Batch batch =
                        new BatchPacker(parameters.itemIds(), parameters.contextIds(), TermKind.OFF).batch(lessons);
                Weights weights = parameters.weights();
                Backbone backbone = parameters.backbone(weights);
                NDArray states =
                        backbone.states(manager, batch.history(), batch.groups().states(), 0);
                float[] expected = new ObjectiveFunction(
                                manager, backbone, new Heads(weights), LossWeights.defaults(), 0)
                        .rankingLogits(
                                states,
                                new Heads(weights)
                                        .itemRows(manager)
                                        .at(batch.groups().candidates()),
                                batch.groups())
                        .toFloatArray();
                Close.assertClose("scores", scores(served, examples), expected);
            }
        }
    }

    private static float[] scores(ServingModel served, List<Example> examples) {
        List<Float> scores = new ArrayList<>();
        for (Example example : examples) {
            for (ExampleGroup group : example.groups()) {
                List<HistoryEvent> window = example.history().subList(0, group.stateIndex() + 1);
                for (float score : served.score(window, group.sourceType(), group.productIds(), 0)) {
                    scores.add(score);
                }
            }
        }
        float[] array = new float[scores.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = scores.get(i);
        }
        return array;
    }

    @Test
    void shouldScoreTheSameBitsInManyThreadsWhileAnotherThreadTrains() throws Exception {
        List<HistoryEvent> window = Samples.history(12, 20, 9);
        try (TrainableModel alone = trained(40);
                TrainableModel disturbed = trained(4);
                ServingModel served = ServingModel.load(4, disturbed.modelBlocks())) {
            float[] expected = served.score(window, "s1", PRODUCTS, 0);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            AtomicBoolean training = new AtomicBoolean(true);
            List<Future<Integer>> scorers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                scorers.add(threads.submit(() -> {
                    int asked = 0;
                    for (; training.get() || asked < 20; asked++) {
                        assertThat(served.score(window, "s1", PRODUCTS, 0)).isEqualTo(expected);
                    }
                    return asked;
                }));
            }
            for (int i = 4; i < 40; i++) {
                disturbed.step(Samples.batch(i));
            }
            training.set(false);
            for (Future<Integer> scorer : scorers) {
                assertThat(scorer.get()).isGreaterThanOrEqualTo(20);
            }
            threads.shutdown();
            assertThat(disturbed.digest()).isEqualTo(alone.digest());
        }
    }

    private static TrainableModel trained(int steps) {
        TrainableModel model = Samples.model();
        for (int i = 0; i < steps; i++) {
            model.step(Samples.batch(i));
        }
        return model;
    }
}
