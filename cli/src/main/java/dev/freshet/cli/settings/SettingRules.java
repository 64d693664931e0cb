package dev.freshet.cli.settings;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.core.event.TimeSpan;
import dev.freshet.trainer.evaluation.EvaluationReach;
import java.util.Map;

/** Which values of settings go together: a run with others would reject its own events, or wait for itself. */
final class SettingRules {

    private final Map<String, String> settings;

    private SettingRules(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * Checks all of a run's settings.
     *
     * @throws CommandFailure naming the settings that do not go together, and their values
     */
    static void check(Map<String, String> settings) {
        SettingRules rules = new SettingRules(settings);
        rules.atMost(
                "replay.tick.interval",
                "events.future.tolerance",
                "after a quiet time the next events would be rejected as from the future");
        String blocked = "the replay would wait for the trainer, and the trainer for time to pass";
        rules.atMost("replay.tick.interval", "replay.lead", blocked);
        rules.atMost("examples.watermark.interval", "replay.lead", blocked);
        rules.versionsReachBack();
        rules.answersBeforePatienceEnds();
    }

    private void atMost(String shorter, String longer, String otherwise) {
        if (span(shorter) > span(longer)) {
            throw refusal(shorter, "must be at most", longer, otherwise);
        }
    }

    private void versionsReachBack() {
        int kept = Integer.parseInt(settings.get("model.versions.kept"));
        if (!EvaluationReach.isCovered(span("publish.interval"), kept, span("groups.window"))) {
            throw refusal(
                    "publish.interval",
                    "times model.versions.kept (" + kept + ") must exceed 90m and",
                    "groups.window",
                    "the version that could have served a group would be gone when the group is evaluated");
        }
    }

    private void answersBeforePatienceEnds() {
        if (span("requests.model.wait") >= span("run.patience")) {
            throw refusal(
                    "requests.model.wait",
                    "must be shorter than",
                    "run.patience",
                    "the run would give up while requests wait");
        }
    }

    private long span(String setting) {
        return TimeSpan.parse(settings.get(setting));
    }

    private CommandFailure refusal(String setting, String relation, String other, String otherwise) {
        return new CommandFailure("setting " + setting + " (" + settings.get(setting) + ") " + relation + " " + other
                + " (" + settings.get(other) + "), or " + otherwise + "; change either");
    }
}
