package dev.freshet.schemas.config;

import dev.freshet.core.group.DelayPolicy;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** The rules between settings. An app checks the rules whose settings it reads, so all apps refuse the same values. */
public final class SettingRules {

    private final SettingValues settings;

    private SettingRules(SettingValues settings) {
        this.settings = settings;
    }

    /**
     * Checks that the settings of an app do not contradict each other.
     *
     * @param values of all settings that the app reads, by name, as text or parsed; each is valid by itself
     * @throws ConfigException naming the first two settings that contradict each other
     */
    public static void check(Map<String, ?> values) {
        SettingRules rules = new SettingRules(new SettingValues(values));
        rules.checkHistory();
        rules.checkCustomers();
        rules.checkGroups();
        rules.checkTime();
        rules.checkDelay();
        rules.checkVersions();
    }

    private void checkHistory() {
        settings.atMost("history.slide", "history.length", "the window skips events");
        if (settings.has("history.cap", "history.length", "history.chunk.size")) {
            settings.require(
                    settings.number("history.cap")
                            >= settings.number("history.length") + settings.number("history.chunk.size"),
                    "history.cap",
                    "must be at least history.chunk.size (" + settings.text("history.chunk.size") + ") more than",
                    "history.length",
                    "a customer's window is dropped before it is full");
        }
    }

    /** When a customer leaves, the targets have been emitted, and no group needs an event that is as old. */
    private void checkCustomers() {
        String name = "customers.retention";
        if (!settings.has(name, "history.retention", "groups.window", "examples.targets.max.age")
                || DurationSetting.NONE.equals(settings.text(name))) {
            return;
        }
        settings.require(
                settings.number(name) >= settings.number("history.retention"),
                name,
                "must be at least",
                "history.retention",
                "customers leave while their events are still kept");
        settings.require(
                settings.number(name) >= settings.number("groups.window") + settings.number("examples.targets.max.age"),
                name,
                "must be at least examples.targets.max.age (" + settings.text("examples.targets.max.age")
                        + ") more than",
                "groups.window",
                "events go before they have become targets");
    }

    private void checkGroups() {
        settings.atMost("groups.min.items", "groups.max.items", "no group is valid");
    }

    private void checkTime() {
        settings.below(
                "events.future.tolerance",
                "groups.window",
                "one event with a wrong clock closes groups whose cart additions are still to come");
        settings.atMost(
                "replay.tick.interval",
                "events.future.tolerance",
                "events after a quiet period wait for the next tick");
    }

    /** The histories of delayed groups end that much before the group. */
    private void checkDelay() {
        if (settings.has("delay.policy", "history.retention")) {
            settings.require(
                    DelayPolicy.parse(settings.text("delay.policy"), 0).longestMs()
                            <= settings.number("history.retention"),
                    "delay.policy",
                    "must draw no delay above",
                    "history.retention",
                    "the events that a delayed group sees are gone when the group closes");
        }
    }

    /**
     * A group is evaluated by the newest version from before its request. Its example leaves when its window is over; a
     * second window is a margin for the trainer's batches. Since versions come at the first step past each multiple of the
     * interval, the oldest of n versions is at least n - 2 intervals old. A delay of {@code delay.policy} needs no older
     * version: it makes the history older, not the request.
     */
    private void checkVersions() {
        if (settings.has("publish.interval", "model.versions.kept", "groups.window")) {
            long reach = settings.number("publish.interval") * (settings.number("model.versions.kept") - 2);
            settings.require(
                    reach >= 2 * settings.number("groups.window"),
                    "publish.interval",
                    "times model.versions.kept (" + settings.text("model.versions.kept")
                            + ") less 2 must be at least twice",
                    "groups.window",
                    "the version that could have served a group is gone when the group is evaluated");
        }
    }
}
