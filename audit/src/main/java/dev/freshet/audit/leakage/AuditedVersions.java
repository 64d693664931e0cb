package dev.freshet.audit.leakage;

import dev.freshet.core.example.Example;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.VersionRules;
import dev.freshet.schemas.JudgedBy;
import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.TrainingMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What training-metrics tells of the versions that judged, held against itself and the examples. Not thread-safe. */
final class AuditedVersions {

    /** Where a group is said to stand in training-examples. */
    private record Place(int partition, long offset) {}

    /** A version's earliest request, as the record at an offset of training-metrics tells it. */
    private record Claim(long offset, JudgedBy by) {}

    private final String model;
    private final VersionRules rules = new VersionRules();
    private final List<Claim> claims = new ArrayList<>();
    private final Map<Place, List<Claim>> unseen = new HashMap<>();
    private final List<LeakageViolation> violations = new ArrayList<>();
    private long windows;
    private long groups;

    /** @param model the name of the model whose versions count */
    AuditedVersions(String model) {
        this.model = model;
    }

    void add(long offset, TrainingMetrics window) {
        if (!window.getModel().equals(model)) {
            return;
        }
        windows++;
        rules.published(window.getVersion(), window.getWatermark());
        long judged = window.getStrata().values().stream()
                .mapToLong(JudgedStratum::getGroups)
                .sum();
        long told = window.getJudgedBy().stream().mapToLong(JudgedBy::getGroups).sum();
        groups += judged;
        if (told != judged) {
            violations.add(violation(
                    offset, judged + " groups were judged, and the record tells by which version of " + told));
        }
        for (JudgedBy by : window.getJudgedBy()) {
            Claim claim = new Claim(offset, by);
            claims.add(claim);
            unseen.computeIfAbsent(new Place(by.getPartition(), by.getOffset()), place -> new ArrayList<>(1))
                    .add(claim);
        }
    }

    /** Takes the example at a place, where a group may be that was said to be there. */
    void seen(int partition, long offset, Example example) {
        List<Claim> here = unseen.getOrDefault(new Place(partition, offset), List.of());
        if (here.stream().allMatch(claim -> holds(example, claim))) {
            unseen.remove(new Place(partition, offset));
        }
    }

    private static boolean holds(Example example, Claim claim) {
        return example.groups().stream()
                .anyMatch(group -> group.timestamp() == claim.by().getEarliestRequest());
    }

    /** What is wrong, once all windows and examples are in. */
    List<LeakageViolation> finish() {
        List<LeakageViolation> all = new ArrayList<>(violations);
        for (Claim claim : claims) {
            rules.check(claim.offset(), claim.by().getVersion(), claim.by().getEarliestRequest())
                    .ifPresent(all::add);
        }
        unseen.forEach((place, named) -> named.forEach(claim -> all.add(violation(
                claim.offset(),
                "version " + claim.by().getVersion() + " is said to have judged a request at "
                        + claim.by().getEarliestRequest() + " in partition " + place.partition() + ", offset "
                        + place.offset() + " of training-examples, where there is none"))));
        return all;
    }

    private static LeakageViolation violation(long offset, String detail) {
        return new LeakageViolation(offset, null, null, Leak.YOUNG_VERSION, detail);
    }

    long windows() {
        return windows;
    }

    long groups() {
        return groups;
    }
}
