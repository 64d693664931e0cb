package dev.freshet.trainer.online;

import dev.freshet.trainer.state.StratumSums;
import dev.freshet.trainer.state.TrainerStatistics;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the format in which trainers wrote statistics before Avro: byte 2, then big-endian counts, strata and losses, each
 * list after its int32 size, and cart additions, which are not read. Nothing writes this format any more.
 */
final class StatisticsFormat2 {

    /** Distinguishes the format from Avro's single-object encoding, which begins with C3. */
    static final byte FIRST_BYTE = 2;

    private StatisticsFormat2() {}

    /** @throws IOException when the bytes are cut short */
    static TrainerStatistics read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readByte();
            return TrainerStatistics.newBuilder()
                    .setGroups(in.readLong())
                    .setHoldout(in.readLong())
                    .setUnevaluated(in.readLong())
                    .setTrainedGroups(in.readLong())
                    .setTrainedTargets(in.readLong())
                    .setSteps(in.readLong())
                    .setStrata(strata(in))
                    .setLosses(doubles(in))
                    .build();
        }
    }

    private static Map<String, StratumSums> strata(DataInputStream in) throws IOException {
        Map<String, StratumSums> strata = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            String name = in.readUTF();
            long groups = in.readLong();
            Map<String, Double> ndcg = new TreeMap<>();
            doubles(in).forEach((ranking, sum) -> ndcg.put(ranking.toLowerCase(Locale.ROOT), sum));
            strata.put(name, new StratumSums(groups, ndcg, Map.of(), Map.of()));
        }
        return strata;
    }

    private static Map<String, Double> doubles(DataInputStream in) throws IOException {
        Map<String, Double> doubles = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            doubles.put(in.readUTF(), in.readDouble());
        }
        return doubles;
    }
}
