package dev.freshet.launcher;

import dev.freshet.launcher.replay.ReplayConfig;
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

            `freshet run` takes them as `--set NAME=VALUE`, from the environment (`replay.time.unit` as
            `FRESHET_REPLAY_TIME_UNIT`) and from `--config FILE.properties`; the command line wins over the environment, the
            environment over the file. A name that stands in several tables means the same to each. `kafka.NAME` passes
            NAME to every Kafka client. `freshet run` brings its own `bootstrap.servers`, `schema.registry.url` and
            `state.dir`, and answers requests in order of time (`requests.order=time`).

            Spans of time are a whole number and `ms`, `s`, `m`, `h` or `d`, as in `30m`; they are event time where nothing
            else is said.
            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    private ConfigurationDocument() {}

    static String text() {
        ConfigurationDocument document = new ConfigurationDocument();
        document.table("Run", RunConfig.DEFINITION);
        document.table("Replay", ReplayConfig.DEFINITION);
        document.table("Streams app", TopologyConfig.DEFINITION);
        document.table("Trainer", TrainerConfig.definition());
        return document.text.toString();
    }

    private void table(String title, ConfigDef definition) {
        text.append("\n## ").append(title).append("\n\n");
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
