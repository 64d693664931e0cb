package dev.freshet.cli;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** Writes the reference of settings from their definitions. */
final class ConfigurationDocument {

    private static final String INTRODUCTION = """
        # Settings

        Made from the code by `ConfigurationDocumentTest`; do not edit.

        Commands take them as `--set NAME=VALUE`, from the environment (`replay.time.unit` as
        `FRESHET_REPLAY_TIME_UNIT`) and from `--config FILE.properties`. The command line wins over the environment, the
        environment over the file. One file may serve all commands: each command takes the settings that it reads, named
        above each table. A name in several tables means the same in each. `kafka.NAME` passes NAME to every Kafka client,
        `schema.registry.NAME` to the registry's client, in the environment too (`FRESHET_KAFKA_SECURITY_PROTOCOL`).
        `freshet run` and `freshet demo` read the settings of all apps, but for `bootstrap.servers`, `schema.registry.url`,
        `schema.registry.NAME` and `state.dir`: a run brings its own. They answer requests in order of time
        (`requests.order=time`) and write no live ticks (`ticks.live=false`). `freshet topics create` and `freshet topics
        check` read the settings of the streams app and the trainer too, for what their topics must keep.

        Durations are a whole number and `ms`, `s`, `m`, `h` or `d`, as in `30m`. They are event time unless the table says
        otherwise.
        """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    private ConfigurationDocument() {}

    static String text() {
        ConfigurationDocument document = new ConfigurationDocument();
        document.table("Connection", "every command that connects to your Kafka", AppConfig.CONNECTION);
        document.table("Run", "`freshet run`", AppConfig.RUN);
        document.table("Replay", "`freshet replay`, `freshet dataset` and `freshet run`", ReplayConfig.DEFINITION);
        document.table(
                "Streams app",
                "`freshet streams`, `freshet run` and, for how long groups stay open, `freshet replay`",
                TopologyConfig.DEFINITION);
        document.table("Trainer", "`freshet trainer` and `freshet run`", TrainerConfig.definition());
        document.table("Topics", "`freshet topics create`", AppConfig.TOPICS);
        document.table(
                "Outages",
                "`freshet streams`, `freshet trainer`, `freshet topics create` and `freshet topics check`",
                AppConfig.OUTAGES);
        document.table("Health", "`freshet streams`, `freshet trainer` and `freshet registry`", AppConfig.HEALTH);
        document.table("Broker", "`freshet broker`", AppConfig.BROKER);
        document.table("Registry", "`freshet registry`", AppConfig.REGISTRY);
        return document.text.toString();
    }

    private void table(String title, String readers, ConfigDef definition) {
        text.append("\n## ")
                .append(title)
                .append("\n\nRead by ")
                .append(readers)
                .append(".\n\n");
        text.append("| Setting | Type | Default | Allowed | Meaning |\n|---|---|---|---|---|\n");
        Map<String, ConfigDef.ConfigKey> sorted = new TreeMap<>(definition.configKeys());
        sorted.values().forEach(this::row);
    }

    private void row(ConfigDef.ConfigKey key) {
        text.append("| `").append(key.name).append("` | ");
        text.append(key.type().name().toLowerCase(Locale.ROOT)).append(" | ");
        text.append(fallback(key)).append(" | ");
        text.append(key.validator == null ? "" : cell(key.validator.toString())).append(" | ");
        text.append(cell(key.documentation)).append(" |\n");
    }

    private static String fallback(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        String value = String.valueOf(key.defaultValue);
        return value.isEmpty() || value.equals("[]") ? "empty" : "`" + value + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("*", "\\*");
    }
}
