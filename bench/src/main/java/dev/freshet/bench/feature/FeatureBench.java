package dev.freshet.bench.feature;

import dev.freshet.bench.BenchException;
import dev.freshet.bench.BenchListener;
import dev.freshet.core.event.TimeSpan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Measures what live features add to an answer: processor time of the thread that answers. */
public final class FeatureBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FeatureBench() {}

    /**
     * Checks the term, then measures.
     *
     * @throws BenchException when the whole is not the sum of its parts, or depends on the order of the candidates
     */
    public static FeatureReport run(FeaturePlan plan, BenchListener watcher) {
        try (FeatureShop shop = new FeatureShop(plan)) {
            watcher.progress("check");
            requireSum(shop);
            requireAnyOrder(shop);
            watcher.progress("warm-up");
            measure(shop, 0);
            List<FeatureRound> rounds = new ArrayList<>();
            for (int number = 1; number <= plan.rounds(); number++) {
                watcher.progress("round " + number);
                FeatureRound round = measure(shop, number);
                watcher.say(round.line());
                rounds.add(round);
            }
            return FeatureReport.of(plan, rounds);
        }
    }

    private static void requireSum(FeatureShop shop) {
        float[] with = shop.answer(shop.candidates(), FeatureShop.NOW);
        float[] without = shop.networkAlone(shop.candidates());
        float[] term = shop.term(shop.candidates(), FeatureShop.NOW);
        for (int i = 0; i < with.length; i++) {
            if (with[i] != without[i] + term[i] || term[i] == 0) {
                throw new BenchException("candidate " + i + " has logit " + with[i] + ", its network " + without[i]
                        + " and its term " + term[i] + ", so nothing is measured");
            }
        }
    }

    private static void requireAnyOrder(FeatureShop shop) {
        List<String> reversed = new ArrayList<>(shop.candidates());
        Collections.reverse(reversed);
        float[] forth = shop.term(shop.candidates(), FeatureShop.NOW);
        float[] back = shop.term(reversed, FeatureShop.NOW);
        for (int i = 0; i < forth.length; i++) {
            if (forth[i] != back[forth.length - 1 - i]) {
                throw new BenchException("the term depends on the order of the candidates, so nothing is measured: "
                        + Arrays.toString(forth) + ", reversed " + Arrays.toString(back));
            }
        }
    }

    private static FeatureRound measure(FeatureShop shop, int round) {
        return new FeatureRound(
                round,
                micros(shop.plan().requests(), i -> shop.term(shop.candidates(), FeatureShop.NOW + i)),
                micros(shop.plan().requests(), i -> shop.answer(shop.candidates(), FeatureShop.NOW + i)));
    }

    private interface Request {
        float[] at(long second);
    }

    /** The mean of requests, one a second, to a tenth. */
    private static double micros(int requests, Request request) {
        long begin = THREADS.getCurrentThreadCpuTime();
        float sum = 0;
        for (int i = 0; i < requests; i++) {
            sum += request.at(i * TimeSpan.SECOND)[0];
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        if (!Float.isFinite(sum)) {
            throw new BenchException("the scores are not finite, so the time means nothing");
        }
        return Math.round(nanos / 100.0 / requests) / 10.0;
    }
}
