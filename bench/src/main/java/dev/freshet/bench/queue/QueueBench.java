package dev.freshet.bench.queue;

import dev.freshet.bench.BenchListener;
import java.util.ArrayList;
import java.util.List;

/** Measures the queues of the streams app with few and with many open entries, in turn. */
public final class QueueBench {

    private QueueBench() {}

    /**
     * Checks each queue, then measures it and reports each round when it ends.
     *
     * @throws dev.freshet.bench.BenchException when a queue returns another entry than a sorted set does
     */
    public static QueueReport run(QueuePlan plan, BenchListener watcher) {
        List<QueueRound> all = new ArrayList<>();
        List<QueueRatio> ratios = new ArrayList<>();
        for (QueueKind<?> kind : QueueKind.all()) {
            watcher.progress(kind.name() + ": check");
            kind.run(queue -> QueueCheck.require(kind.name(), queue, plan.few()));
            kind.run(queue -> QueueCheck.require(kind.name(), queue, plan.many()));
            List<QueueRound> rounds = new ArrayList<>();
            watcher.progress(kind.name() + ": warm-up");
            measure(kind, plan, 0);
            for (int number = 1; number <= plan.rounds(); number++) {
                watcher.progress(kind.name() + ": round " + number);
                QueueRound round = measure(kind, plan, number);
                watcher.say(round.line(plan));
                rounds.add(round);
            }
            all.addAll(rounds);
            ratios.add(QueueRatio.of(kind.name(), rounds));
        }
        return new QueueReport("freshet timers", Runtime.getRuntime().availableProcessors(), plan, all, ratios);
    }

    private static QueueRound measure(QueueKind<?> kind, QueuePlan plan, int round) {
        return new QueueRound(
                kind.name(), round, micros(kind, plan.few(), plan.events()), micros(kind, plan.many(), plan.events()));
    }

    private static double micros(QueueKind<?> kind, int open, int events) {
        double[] micros = new double[1];
        kind.run(queue -> micros[0] = QueueCost.micros(queue, open, events));
        return micros[0];
    }
}
