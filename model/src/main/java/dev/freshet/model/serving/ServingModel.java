package dev.freshet.model.serving;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.freshet.core.block.Block;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.batch.BatchPacker;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.CheckpointHeader;
import dev.freshet.model.checkpoint.CorruptBlockException;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.network.Backbone;
import dev.freshet.model.network.Heads;
import dev.freshet.model.network.ModelConfig;
import dev.freshet.model.network.ParameterNames;
import dev.freshet.model.network.Parameters;
import dev.freshet.model.network.TermKind;
import dev.freshet.model.network.Weights;
import dev.freshet.model.torch.ComputeDevice;
import dev.freshet.model.torch.GradMode;
import dev.freshet.model.torch.TensorOps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One immutable version of a model, for any number of threads. Its native memory is freed when the owner has closed it and
 * every {@link #retain} is released.
 */
public final class ServingModel implements AutoCloseable {

    /** Products of the network's choice that the feature term ranks again. */
    private static final int PAGE = 300;

    private final long version;
    private final ModelConfig config;
    private final Parameters parameters;
    private final BatchPacker packer;
    private final Backbone backbone;
    private final Heads heads;
    private final NDArray catalogue;
    private final StatisticsSnapshot statistics;

    /** Null without a term. */
    private final FeatureTerm term;

    private final RefCount users;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ServingModel(long version, ModelConfig config, Parameters parameters, StatisticsSnapshot statistics) {
        this.version = version;
        this.config = config;
        this.parameters = parameters;
        this.statistics = statistics;
        this.packer = new BatchPacker(parameters.itemIds(), parameters.contextIds(), config.term());
        Weights weights = parameters.weights();
        this.backbone = parameters.backbone(weights);
        this.heads = new Heads(weights);
        this.catalogue = ProjectedCatalogue.project(
                parameters.manager(), heads, weights.get(ParameterNames.ITEMS), items().size());
        this.term = config.term() == TermKind.OFF ? null : FeatureTerm.of(config.term(), weights);
        this.users = new RefCount(parameters::close);
    }

    /**
     * Loads the model that the blocks describe.
     *
     * @param version the caller's number of the version
     * @throws CorruptBlockException naming the block that is missing or damaged
     */
    public static ServingModel load(long version, List<Block> modelBlocks) {
        return load(version, modelBlocks, ComputeDevice.CPU);
    }

    /** Loads the model on a device. */
    public static ServingModel load(long version, List<Block> modelBlocks, ComputeDevice device) {
        BlockSource source = new BlockSource(modelBlocks);
        return load(version, source, StatisticsBlocks.read(source), device);
    }

    /** Loads the model with statistics that are at hand; the blocks need not hold them. */
    public static ServingModel load(long version, List<Block> modelBlocks, StatisticsSnapshot statistics) {
        return load(version, new BlockSource(modelBlocks), statistics, ComputeDevice.CPU);
    }

    private static ServingModel load(
            long version, BlockSource source, StatisticsSnapshot statistics, ComputeDevice device) {
        CheckpointHeader header = CheckpointHeader.read(source);
        Parameters parameters = Parameters.read(header.config(), header, source, device);
        try {
            return new ServingModel(version, header.config(), parameters, statistics);
        } catch (RuntimeException | Error e) {
            parameters.close();
            throw e;
        }
    }

    public long version() {
        return version;
    }

    /** The longest window that it reads, in events. */
    public int maxLength() {
        return config.maxLength();
    }

    /** Whether the product has a row in the item table. */
    public boolean knows(String productId) {
        return items().row(productId) != Vocabulary.UNKNOWN;
    }

    /** Products with a row; to be read only. */
    public Vocabulary items() {
        return parameters.itemIds();
    }

    /** The live features of products at a time, epoch milliseconds, from the version's statistics. */
    public PageFeatures features(List<HistoryEvent> window, List<String> products, long time) {
        return PageFeatures.of(products, window, statistics, time);
    }

    /**
     * Ranking logits, {@code cosine / exp(scale) + bias + feature term}.
     *
     * @param window at most maxLength events, oldest first; empty for a customer without history
     * @param sourceType where the products are to be shown; null when unknown
     * @param candidates distinct; unknown products share the unknown row
     * @param time of the request, epoch milliseconds
     * @return one score a candidate, in their order
     * @throws IllegalStateException when the version is retired
     * @throws IllegalArgumentException when the window is too long
     */
    public float[] score(List<HistoryEvent> window, String sourceType, List<String> candidates, long time) {
        return logits(window, sourceType, candidates, time).total();
    }

    /** The same in parts. */
    public PageLogits logits(List<HistoryEvent> window, String sourceType, List<String> candidates, long time) {
        return candidates.isEmpty()
                ? PageLogits.of(new float[0])
                : logits(window, sourceType, candidates, term == null ? null : features(window, candidates, time));
    }

    /**
     * The same with features that are at hand.
     *
     * @param features of the candidates, in their order; unused without a feature term
     */
    public PageLogits logits(
            List<HistoryEvent> window, String sourceType, List<String> candidates, PageFeatures features) {
        long[] rows = candidates.stream().mapToLong(items()::row).toArray();
        float[] network =
                compute(manager -> logits(TensorOps.rows(manager, catalogue, rows), user(manager, window, sourceType)));
        return new PageLogits(network, term(features).orElse(null));
    }

    /**
     * The network's logits after each of several beginnings of a window, from one forward pass. They may differ from those of
     * {@link #logits} in the last bits.
     *
     * @param lengths numbers of the window's first events that the network sees, each at most its size
     * @return (lengths)(candidates)
     */
    public float[][] networkLogits(
            List<HistoryEvent> window, int[] lengths, String sourceType, List<String> candidates) {
        long[] rows = candidates.stream().mapToLong(items()::row).toArray();
        long[] last = Arrays.stream(lengths).mapToLong(length -> length - 1L).toArray();
        float[] flat = compute(manager -> {
            NDArray users = users(manager, window, last, sourceType).expandDims(1);
            return logits(TensorOps.rows(manager, catalogue, rows).expandDims(0), users);
        });
        float[][] logits = new float[lengths.length][];
        for (int i = 0; i < lengths.length; i++) {
            logits[i] = Arrays.copyOfRange(flat, i * rows.length, (i + 1) * rows.length);
        }
        return logits;
    }

    /**
     * The best products of the whole catalogue, best first; of equal scores the product admitted earlier first. With a
     * feature term the page is what the network alone ranks highest, some hundred products, and the term ranks these again.
     *
     * @param topK the most products to return
     * @param time of the request, epoch milliseconds
     * @throws IllegalStateException when the version is retired
     * @throws IllegalArgumentException when the window is too long
     */
    public List<RetrievedProduct> retrieve(List<HistoryEvent> window, String sourceType, int topK, long time) {
        float[] all = compute(manager -> logits(catalogue, user(manager, window, sourceType)));
        int most = term == null ? topK : Math.max(topK, PAGE);
        List<Integer> rows = TopK.of(all, Vocabulary.UNKNOWN + 1, most);
        List<String> page = rows.stream().map(row -> items().ids().get(row - 1)).toList();
        float[] scores = new float[page.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = all[rows.get(i)];
        }
        float[] total = page.isEmpty()
                ? scores
                : new PageLogits(scores, term(window, page, time).orElse(null)).total();
        return TopK.of(total, 0, topK).stream()
                .map(i -> new RetrievedProduct(page.get(i), total[i]))
                .toList();
    }

    /** The feature term of products alone, in their order; empty when the model has none. */
    public Optional<float[]> term(List<HistoryEvent> window, List<String> products, long time) {
        return term == null ? Optional.empty() : Optional.of(term.of(features(window, products, time)));
    }

    /** The feature term of products with these features; empty when the model has none. */
    public Optional<float[]> term(PageFeatures features) {
        return term == null ? Optional.empty() : Optional.of(term.of(features));
    }

    private NDArray user(NDManager manager, List<HistoryEvent> window, String sourceType) {
        return users(manager, window, new long[] {window.size() - 1L}, sourceType);
    }

    /** Unit vectors (N, D) of the customer after events (N) of the window; -1 for none. */
    private NDArray users(NDManager manager, List<HistoryEvent> window, long[] last, String sourceType) {
        if (window.size() > config.maxLength()) {
            throw new IllegalArgumentException(
                    "a window of " + window.size() + " events, more than maxLength=" + config.maxLength());
        }
        NDArray state = backbone.states(manager, packer.history(List.of(window)), last, 0);
        long[] contexts = new long[last.length];
        Arrays.fill(contexts, parameters.contextIds().row(sourceType));
        return heads.users(state, heads.contexts(manager, contexts));
    }

    /** Multiplies and sums each row separately. The bits of a matrix product would depend on the number of rows. */
    private NDArray logits(NDArray products, NDArray user) {
        return heads.ranking(products.mul(user).sum(new int[] {-1}));
    }

    private float[] compute(Function<NDManager, NDArray> query) {
        if (!retain()) {
            throw new IllegalStateException("model version " + version + " is retired");
        }
        try (NDManager manager = parameters.manager().newSubManager();
                NDScope scope = new NDScope();
                GradMode off = GradMode.off()) {
            scope.suppressNotUsedWarning();
            return query.apply(manager).toFloatArray();
        } finally {
            release();
        }
    }

    /** Keeps the version in memory until {@link #release}; returns false when it is already retired. */
    public boolean retain() {
        return users.retain();
    }

    /** Releases one {@link #retain}. */
    public void release() {
        users.release();
    }

    /** Drops the owner's hold on the version; further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            users.release();
        }
    }
}
