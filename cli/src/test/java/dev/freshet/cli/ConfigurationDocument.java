package dev.freshet.cli;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.RunConfig;
import dev.freshet.replay.ReplayConfig;
import dev.freshet.streams.TopologyConfig;
import dev.freshet.trainer.TrainerConfig;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** The reference of settings as a document, from their definitions. */
final class ConfigurationDocument {

    private static final String INTRODUCTION = """
        # Settings

        Made from the code by `ConfigurationDocumentTest`; do not edit.

        Commands take them as `--set NAME=VALUE`, from the environment (`replay.time.unit` as
        `FRESHET_REPLAY_TIME_UNIT`) and from `--config FILE.properties`; the command line wins over the environment, the
        environment over the file. One file may serve all commands: each takes what it reads, as said above each table.
        A name that stands in several tables means the same to each. `kafka.NAME` passes NAME to every Kafka client,
        `schema.registry.NAME` to the registry's client, in the environment too (`FRESHET_KAFKA_SECURITY_PROTOCOL`).
        `freshet run` reads those of all apps, brings its own `bootstrap.servers`, `schema.registry.url` and `state.dir`,
        answers requests in order of time (`requests.order=time`) and writes no live ticks (`ticks.live=false`).

        Spans of time are a whole number and `ms`, `s`, `m`, `h` or `d`, as in `30m`; they are event time where nothing
        else is said.
        """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    private ConfigurationDocument() {}

    static String text() {
        ConfigurationDocument document = new ConfigurationDocument();
        document.table("Connection", "every command with a Kafka of yours", AppConfig.CONNECTION);
        document.table("Run", "`freshet run`", RunConfig.DEFINITION);
        document.table("Replay", "`freshet replay` and `freshet run`", ReplayConfig.DEFINITION);
        document.table(
                "Streams app",
                "`freshet streams`, `freshet run` and, for how long groups stay open, `freshet replay`",
                TopologyConfig.DEFINITION);
        document.table("Trainer", "`freshet trainer` and `freshet run`", TrainerConfig.definition());
        document.table("Topics", "`freshet topics create`", AppConfig.TOPICS);
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
