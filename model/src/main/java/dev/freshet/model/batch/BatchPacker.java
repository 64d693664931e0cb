package dev.freshet.model.batch;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.core.example.Vocabulary;
import dev.freshet.core.history.HistoryEvent;
import dev.freshet.model.network.TermInputs;
import dev.freshet.model.network.TermKind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Packs training samples, or windows to serve, as rows of the embedding tables. */
public final class BatchPacker {

    private final Vocabulary items;
    private final Vocabulary contexts;
    private final TermKind term;

    /** @param term what reads the live features of groups */
    public BatchPacker(Vocabulary items, Vocabulary contexts, TermKind term) {
        this.items = items;
        this.contexts = contexts;
        this.term = term;
    }

    /** Packs samples. The softmax runs over every product except the unknown one. */
    public Batch batch(List<TrainingSample> samples) {
        return new Batch(
                history(samples.stream().map(TrainingSample::window).toList()),
                targets(samples),
                groups(samples),
                new Batch.Rows(Vocabulary.UNKNOWN + 1, items.size()));
    }

    /** Packs windows one after the other. An empty window adds no token. */
    public PackedHistory history(List<List<HistoryEvent>> windows) {
        LongStream.Builder item = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder action = LongStream.builder();
        LongStream.Builder position = LongStream.builder();
        for (List<HistoryEvent> window : windows) {
            for (int i = 0; i < window.size(); i++) {
                HistoryEvent event = window.get(i);
                item.add(items.row(event.productId()));
                context.add(contexts.row(event.sourceType()));
                action.add(actionRow(event));
                position.add(i);
            }
        }
        int[] lengths = windows.stream()
                .mapToInt(List::size)
                .filter(length -> length > 0)
                .toArray();
        return new PackedHistory(lengths, array(item), array(context), array(action), array(position));
    }

    private BatchTargets targets(List<TrainingSample> samples) {
        LongStream.Builder state = LongStream.builder();
        LongStream.Builder item = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder feedback = LongStream.builder();
        int start = 0;
        for (TrainingSample sample : samples) {
            for (int target : sample.targets()) {
                HistoryEvent event = sample.example().history().get(target);
                state.add(start + target - 1);
                item.add(items.row(event.productId()));
                context.add(contexts.row(event.sourceType()));
                feedback.add(actionRow(event) - 1L);
            }
            start += sample.tokens();
        }
        return new BatchTargets(array(state), array(item), array(context), array(feedback));
    }

    private BatchGroups groups(List<TrainingSample> samples) {
        LongStream.Builder state = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder owner = LongStream.builder();
        LongStream.Builder candidate = LongStream.builder();
        IntStream.Builder label = IntStream.builder();
        IntStream.Builder length = IntStream.builder();
        int start = 0;
        int index = 0;
        for (TrainingSample sample : samples) {
            for (ExampleGroup group : sample.groups()) {
                state.add(group.stateIndex() < 0 ? -1 : start + group.stateIndex());
                context.add(contexts.row(group.sourceType()));
                length.add(group.productIds().size());
                group.labels().forEach(label::add);
                for (String product : group.productIds()) {
                    owner.add(index);
                    candidate.add(items.row(product));
                }
                index++;
            }
            start += sample.tokens();
        }
        int[] labels = label.build().toArray();
        int[] lengths = length.build().toArray();
        return new BatchGroups(
                array(state),
                array(context),
                array(owner),
                array(candidate),
                features(samples, labels.length),
                BatchGroups.Pairs.of(labels, lengths));
    }

    private float[] features(List<TrainingSample> samples, int candidates) {
        float[] all = new float[candidates * TermInputs.width(term)];
        if (term == TermKind.OFF) {
            return all;
        }
        int at = 0;
        for (TrainingSample sample : samples) {
            for (ExampleGroup group : sample.groups()) {
                if (group.features() == null) {
                    throw new IllegalArgumentException("group " + group.requestId() + " has no live features");
                }
                float[] own = TermInputs.of(term, group.features());
                System.arraycopy(own, 0, all, at, own.length);
                at += own.length;
            }
        }
        return all;
    }

    @SuppressWarnings("EnumOrdinal") // the contract of Action
    private static int actionRow(HistoryEvent event) {
        return event.action().ordinal();
    }

    private static long[] array(LongStream.Builder builder) {
        return builder.build().toArray();
    }
}
