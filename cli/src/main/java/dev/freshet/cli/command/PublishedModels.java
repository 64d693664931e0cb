package dev.freshet.cli.command;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.modeltopic.ModelTopicReader;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.modeltopic.VersionAssembler;
import dev.freshet.schemas.log.LogEnd;
import dev.freshet.schemas.serde.AvroSerde;
import dev.freshet.trainer.TrainerConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The versions of one model in topic {@code model}.
 *
 * @param settings name the brokers and the model
 * @param versions complete ones, oldest first
 * @param refused for each version that cannot be used, the reason
 */
public record PublishedModels(AppSettings settings, List<ModelVersion> versions, List<String> refused) {

    /**
     * Reads the topic to its present end.
     */
    public static PublishedModels read(CommandSpec spec, ConnectionOptions options) throws Exception {
        AppSettings settings = options.settings(AppConfig.CONNECTION, TrainerConfig.definition());
        List<String> refused = new ArrayList<>();
        Cluster cluster = Cluster.of(settings, spec);
        cluster.requireTopics();
        AvroSerde serde = new AvroSerde(cluster.registry());
        try (ModelTopicReader reader = ModelTopicReader.open(
                settings.kafka(), serde, settings.text("model.name"), r -> refused.add(r.toString()))) {
            reader.readToEnd(LogEnd.WRITTEN);
            VersionAssembler assembler = reader.assembler();
            List<ModelVersion> versions = assembler.versions().stream()
                    .map(version -> assembler.version(version).orElseThrow())
                    .toList();
            return new PublishedModels(settings, versions, refused);
        }
    }

    /**
     * Returns one version.
     *
     * @param number null for the newest
     * @throws CommandFailure when the topic does not hold this version
     */
    ModelVersion version(Long number) {
        List<Long> numbers = versions.stream().map(ModelVersion::version).toList();
        if (versions.isEmpty() || (number != null && !numbers.contains(number))) {
            throw new CommandFailure("model " + settings.text("model.name") + " has no version "
                    + (number == null ? "yet" : number) + " in the model topic; kept are " + numbers
                    + "; see freshet model list");
        }
        return versions.get(number == null ? versions.size() - 1 : numbers.indexOf(number));
    }
}
