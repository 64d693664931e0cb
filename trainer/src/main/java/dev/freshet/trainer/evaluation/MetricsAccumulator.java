package dev.freshet.trainer.evaluation;

import dev.freshet.core.example.ExampleGroup;
import dev.freshet.model.loss.Losses;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums of what was judged and trained: over the window since the last version, or since the beginning. Not thread-safe. */
public final class MetricsAccumulator {

    final TreeMap<String, Stratum> strata = new TreeMap<>();
    final TreeMap<String, Double> losses = new TreeMap<>();

    /** Of a window alone: not added up. */
    public final EvaluatingVersions judging = new EvaluatingVersions();

    public long groups;
    public long holdout;
    public long unjudged;
    long trainedGroups;
    long trainedTargets;
    public long steps;

    /** Counts a group and its verdict, empty when it could not be judged. */
    public void judged(ExampleGroup group, Optional<GroupEvaluation> verdict) {
        groups++;
        holdout += group.holdout() ? 1 : 0;
        unjudged += verdict.isEmpty() ? 1 : 0;
        verdict.ifPresent(v -> strata.merge(v.stratum(), Stratum.of(v), Stratum::plus));
    }

    /** Counts a step by its losses and what they were taken over. */
    public void stepped(Losses batchLosses) {
        steps++;
        trainedGroups += batchLosses.groups();
        trainedTargets += batchLosses.targets();
        batchLosses.byName().forEach((name, loss) -> losses.merge(name, loss, Double::sum));
    }

    public void add(MetricsAccumulator other) {
        groups += other.groups;
        holdout += other.holdout;
        unjudged += other.unjudged;
        trainedGroups += other.trainedGroups;
        trainedTargets += other.trainedTargets;
        steps += other.steps;
        other.strata.forEach((name, stratum) -> strata.merge(name, stratum, Stratum::plus));
        other.losses.forEach((name, sum) -> losses.merge(name, sum, Double::sum));
    }

    /** Parts trained on. */
    public long examples() {
        return trainedGroups + trainedTargets;
    }

    /** Means over the judged groups, by {@code ndcg10.STRATUM.RANKING}, and over the steps, by {@code loss.NAME}. */
    public Map<String, Double> means() {
        TreeMap<String, Stratum> all = new TreeMap<>(strata);
        strata.values().stream().reduce(Stratum::plus).ifPresent(sum -> all.put("all", sum));
        TreeMap<String, Double> means = new TreeMap<>();
        all.forEach((name, stratum) -> {
            means.put("groups." + name, (double) stratum.groups());
            for (Ranking ranking : stratum.ndcg10().keySet()) {
                means.put("ndcg10." + name + "." + ranking.label(), stratum.mean(ranking));
            }
        });
        losses.forEach((name, sum) -> means.put("loss." + name, sum / steps));
        return means;
    }

    public void write(DataOutputStream out) throws IOException {
        for (long count : new long[] {groups, holdout, unjudged, trainedGroups, trainedTargets, steps}) {
            out.writeLong(count);
        }
        out.writeInt(strata.size());
        for (Map.Entry<String, Stratum> entry : strata.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().groups());
            out.writeInt(entry.getValue().ndcg10().size());
            for (Map.Entry<Ranking, Double> sum : entry.getValue().ndcg10().entrySet()) {
                out.writeUTF(sum.getKey().name());
                out.writeDouble(sum.getValue());
            }
        }
        out.writeInt(losses.size());
        for (Map.Entry<String, Double> loss : losses.entrySet()) {
            out.writeUTF(loss.getKey());
            out.writeDouble(loss.getValue());
        }
    }

    public static MetricsAccumulator read(DataInputStream in) throws IOException {
        MetricsAccumulator tally = new MetricsAccumulator();
        tally.groups = in.readLong();
        tally.holdout = in.readLong();
        tally.unjudged = in.readLong();
        tally.trainedGroups = in.readLong();
        tally.trainedTargets = in.readLong();
        tally.steps = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            String name = in.readUTF();
            long judged = in.readLong();
            EnumMap<Ranking, Double> sums = new EnumMap<>(Ranking.class);
            for (int m = in.readInt(); m > 0; m--) {
                sums.put(Ranking.valueOf(in.readUTF()), in.readDouble());
            }
            tally.strata.put(name, new Stratum(judged, sums));
        }
        for (int n = in.readInt(); n > 0; n--) {
            tally.losses.put(in.readUTF(), in.readDouble());
        }
        return tally;
    }
}
