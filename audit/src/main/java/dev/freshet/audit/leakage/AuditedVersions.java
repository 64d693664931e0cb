package dev.freshet.audit.leakage;

import dev.freshet.core.example.Example;
import dev.freshet.core.leakage.LeakageViolation;
import dev.freshet.core.leakage.LeakageViolation.Leak;
import dev.freshet.core.leakage.VersionRules;
import dev.freshet.schemas.EvaluatedRequest;
import dev.freshet.schemas.JudgedBy;
import dev.freshet.schemas.JudgedStratum;
import dev.freshet.schemas.TrainingMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Checks the versions that training-metrics names for evaluated groups, against training-metrics itself and the
 * examples. Not thread-safe.
 */
final class AuditedVersions {

    /** An evaluated group, according to the record at an offset of training-metrics. */
    private record Request(long offset, long version, long time) {}

    /** The place in training-examples that training-metrics states for a group. */
    private record Place(int partition, long offset) {}

    /** The earliest request that a version evaluated, according to the record at an offset of training-metrics. */
    private record Claim(long offset, JudgedBy by) {}

    private final String model;
    private final VersionRules rules = new VersionRules();
    private final List<Claim> claims = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<Place, List<Claim>> unseen = new HashMap<>();
    private final List<LeakageViolation> violations = new ArrayList<>();
    private long windows;
    private long groups;
    private boolean beganWithFile;

    /** @param model the name of the model whose versions are audited */
    AuditedVersions(String model) {
        this.model = model;
    }

    /** Takes the record at an offset of training-metrics. */
    void add(long offset, SpecificRecord record) {
        if (record instanceof TrainingMetrics window && window.getModel().equals(model)) {
            add(offset, window);
        } else if (record instanceof EvaluatedRequest group && group.getModel().equals(model)) {
            requests.add(new Request(offset, group.getVersion(), group.getTimestamp()));
        }
    }

    private void add(long offset, TrainingMetrics window) {
        windows++;
        rules.published(window.getVersion(), window.getWatermark());
        beganWithFile |= window.getVersion() == 0 && window.getWatermark() > 0;
        long evaluated = window.getStrata().values().stream()
                .mapToLong(JudgedStratum::getGroups)
                .sum();
        long told = window.getJudgedBy().stream().mapToLong(JudgedBy::getGroups).sum();
        groups += evaluated;
        if (told != evaluated) {
            violations.add(violation(
                    offset, evaluated + " groups were evaluated, and the record names the version for " + told));
        }
        for (JudgedBy by : window.getJudgedBy()) {
            Claim claim = new Claim(offset, by);
            claims.add(claim);
            unseen.computeIfAbsent(new Place(by.getPartition(), by.getOffset()), place -> new ArrayList<>(1))
                    .add(claim);
        }
    }

    /** Takes the example at a place; it may hold a group that a record of training-metrics names. */
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

    /** The violations, once all windows and examples are read. */
    List<LeakageViolation> finish() {
        List<LeakageViolation> all = new ArrayList<>(violations);
        for (Claim claim : claims) {
            rules.check(claim.offset(), claim.by().getVersion(), claim.by().getEarliestRequest())
                    .ifPresent(all::add);
        }
        for (Request request : requests) {
            rules.check(request.offset(), request.version(), request.time()).ifPresent(all::add);
        }
        unseen.forEach((place, named) -> named.forEach(claim -> all.add(violation(
                claim.offset(),
                "version " + claim.by().getVersion() + " is said to have evaluated a request at "
                        + claim.by().getEarliestRequest() + " in partition " + place.partition() + ", offset "
                        + place.offset() + " of training-examples, where there is none"))));
        return all;
    }

    private static LeakageViolation violation(long offset, String detail) {
        return new LeakageViolation(offset, null, null, Leak.YOUNG_VERSION, detail);
    }

    /** Whether version 0 knows a time before the first event, that of a file's data, so that it may have statistics. */
    boolean haveBegunWithFile() {
        return beganWithFile;
    }

    long windows() {
        return windows;
    }

    long groups() {
        return groups;
    }
}
