package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.NotebookProtocol;
import dev.freshet.core.dataset.Protocol;
import dev.freshet.core.dataset.Split;
import dev.freshet.core.dataset.StreamProtocol;
import dev.freshet.core.example.ExampleAssembler;
import dev.freshet.core.feature.PageFeatures;
import dev.freshet.core.group.DelayPolicy;
import dev.freshet.core.group.GroupRules;
import dev.freshet.core.history.HistoryRules;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a dataset is built.
 *
 * @param notebook whether the protocol is notebook instead of stream
 * @param split times at which the log is split into parts
 * @param delay policy of training groups, as {@link DelayPolicy} writes it
 * @param excludedSources sources whose impressions and cart additions form no groups
 * @param stopFraction share of customers kept out of training, to decide when to stop; protocol stream only
 * @param seed seed of the delays and of the choice of those customers
 */
public record DatasetSpec(
        boolean notebook, Split split, String delay, Set<String> excludedSources, double stopFraction, long seed) {

    /** Name of protocol notebook. */
    static final String NOTEBOOK = "notebook";

    /** The setting that says which live features the groups have. */
    static final String FEATURES = "live_features";

    /** @throws IllegalArgumentException when the stop fraction is not in [0, 1) */
    public DatasetSpec {
        excludedSources = Set.copyOf(excludedSources);
        if (!(stopFraction >= 0 && stopFraction < 1)) {
            throw new IllegalArgumentException("the fraction of stop customers must be in [0, 1), not " + stopFraction);
        }
    }

    Protocol protocol() {
        DelayPolicy policy = DelayPolicy.parse(delay, seed);
        if (notebook) {
            return new NotebookProtocol(
                    split,
                    (user, request, source) -> policy.draw(user, request + "/" + (source == null ? "" : source)),
                    excludedSources);
        }
        GroupRules online = GroupRules.DEFAULT;
        GroupRules rules = new GroupRules(
                online.windowMs(),
                online.lateHorizonMs(),
                online.minItems(),
                online.maxItems(),
                excludedSources,
                0,
                seed);
        return new StreamProtocol(
                split, rules, new ExampleAssembler(HistoryRules.DEFAULT, rules, policy), stopFraction, seed);
    }

    /** Whether its groups have live features. */
    boolean hasFeatures() {
        return !notebook;
    }

    String name() {
        return notebook ? NOTEBOOK : "stream";
    }

    Map<String, String> settings() {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("delay", delay);
        settings.put("exclude_sources", String.join(",", new TreeSet<>(excludedSources)));
        settings.put("seed", String.valueOf(seed));
        if (!notebook) {
            settings.put("stop_users", String.valueOf(stopFraction));
            settings.put(FEATURES, Long.toHexString(PageFeatures.fingerprint()));
        }
        return settings;
    }
}
