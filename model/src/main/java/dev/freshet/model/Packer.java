package dev.freshet.model;

import dev.freshet.core.ExampleGroup;
import dev.freshet.core.HistoryEvent;
import dev.freshet.core.Vocabulary;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Lessons and served windows to rows of the tables. */
final class Packer {

    private final Vocabulary items;
    private final Vocabulary contexts;

    Packer(Vocabulary items, Vocabulary contexts) {
        this.items = items;
        this.contexts = contexts;
    }

    /** The softmax runs over every product but the unknown one. */
    Batch batch(List<Lesson> lessons) {
        return new Batch(
                history(lessons.stream().map(Lesson::window).toList()),
                targets(lessons),
                groups(lessons),
                new Batch.Rows(Vocabulary.UNKNOWN + 1, items.size()));
    }

    /** Windows one after the other; empty ones leave nothing behind. */
    History history(List<List<HistoryEvent>> windows) {
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
        return new History(lengths, array(item), array(context), array(action), array(position));
    }

    private Targets targets(List<Lesson> lessons) {
        LongStream.Builder state = LongStream.builder();
        LongStream.Builder item = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder feedback = LongStream.builder();
        int start = 0;
        for (Lesson lesson : lessons) {
            for (int target : lesson.targets()) {
                HistoryEvent event = lesson.example().history().get(target);
                state.add(start + target - 1);
                item.add(items.row(event.productId()));
                context.add(contexts.row(event.sourceType()));
                feedback.add(actionRow(event) - 1L);
            }
            start += lesson.tokens();
        }
        return new Targets(array(state), array(item), array(context), array(feedback));
    }

    private Groups groups(List<Lesson> lessons) {
        LongStream.Builder state = LongStream.builder();
        LongStream.Builder context = LongStream.builder();
        LongStream.Builder owner = LongStream.builder();
        LongStream.Builder candidate = LongStream.builder();
        IntStream.Builder label = IntStream.builder();
        IntStream.Builder length = IntStream.builder();
        int start = 0;
        int index = 0;
        for (Lesson lesson : lessons) {
            for (ExampleGroup group : lesson.groups()) {
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
            start += lesson.tokens();
        }
        int[] labels = label.build().toArray();
        int[] lengths = length.build().toArray();
        return new Groups(
                array(state), array(context), array(owner), array(candidate), Groups.Pairs.of(labels, lengths));
    }

    @SuppressWarnings("EnumOrdinal") // the contract of Action
    private static int actionRow(HistoryEvent event) {
        return event.action().ordinal();
    }

    private static long[] array(LongStream.Builder builder) {
        return builder.build().toArray();
    }
}
