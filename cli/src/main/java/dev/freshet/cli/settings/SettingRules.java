package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.trainer.evaluation.EvaluationReach;
import java.util.Map;

/**
 * Checks that a run's settings do not conflict: with conflicting values, a run rejects its own events or waits for
 * itself.
 */
final class SettingRules {

    /** Placeholders for values that a run decides later; no rule reads them. */
    private static final Map<String, String> ADDRESSES =
            Map.of(AppConfig.BROKERS, "localhost:0", AppConfig.REGISTRY_URL, "http://localhost:0");

    private final AppSettings settings;

    private SettingRules(AppSettings settings) {
        this.settings = settings;
    }

    /**
     * Checks all of a run's settings: those of each part, and those of several parts against each other.
     *
     * @throws CommandFailure naming the conflicting settings and their values
     * @throws org.apache.kafka.common.config.ConfigException when a part refuses its settings
     */
    static void check(AppSettings settings) {
        AppSettings addressed = settings.with(ADDRESSES);
        addressed.topology();
        addressed.trainer();
        SettingRules rules = new SettingRules(settings);
        rules.atMost(
                "replay.tick.interval",
                "events.future.tolerance",
                "events that follow a quiet period are rejected as events from the future");
        String blocked = "the replay waits for the trainer, which waits for event time to pass";
        rules.atMost("replay.tick.interval", "replay.lead", blocked);
        rules.atMost("examples.watermark.interval", "replay.lead", blocked);
        rules.versionsReachBack();
        rules.answersBeforePatienceEnds();
    }

    private void atMost(String shorter, String longer, String otherwise) {
        if (settings.duration(shorter).compareTo(settings.duration(longer)) > 0) {
            throw refusal(shorter, "must be at most", longer, otherwise);
        }
    }

    private void versionsReachBack() {
        int kept = settings.integer("model.versions.kept");
        if (!EvaluationReach.isCovered(
                settings.duration("publish.interval").toMillis(),
                kept,
                settings.duration("groups.window").toMillis())) {
            throw refusal(
                    "publish.interval",
                    "times model.versions.kept (" + kept + ") must exceed 90m and",
                    "groups.window",
                    "the version that could have served a group is gone when the group is evaluated");
        }
    }

    private void answersBeforePatienceEnds() {
        if (settings.duration("requests.model.wait").compareTo(settings.duration(AppConfig.RUN_PATIENCE)) >= 0) {
            throw refusal(
                    "requests.model.wait",
                    "must be shorter than",
                    AppConfig.RUN_PATIENCE,
                    "the run gives up while requests wait");
        }
    }

    private CommandFailure refusal(String setting, String relation, String other, String otherwise) {
        return new CommandFailure("setting " + setting + " (" + settings.text(setting) + ") " + relation + " " + other
                + " (" + settings.text(other) + "); otherwise " + otherwise + ". Change one of them");
    }
}
