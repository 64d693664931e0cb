package dev.freshet.cli.command;

import dev.freshet.cli.settings.Setting;
import dev.freshet.core.statistics.StatisticsSnapshot;
import dev.freshet.model.checkpoint.BlockSource;
import dev.freshet.model.checkpoint.StatisticsBlocks;
import dev.freshet.model.file.SavedModel;
import dev.freshet.model.file.SavedStatistics;
import dev.freshet.modeltopic.ModelVersion;
import dev.freshet.schemas.ModelManifest;
import dev.freshet.trainer.publish.Beginning;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The model that a command works on: a file, or a published version when no file is named. */
public final class ModelArgument extends ConnectionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A model file, of pretrain, finetune or model import; without it, a published version.")
    private Path file;

    @Setting("model.name")
    @Option(names = "--model", paramLabel = "NAME", description = "The published model; default: default.")
    String model;

    @Option(names = "--version-number", paramLabel = "N", description = "The published version; default: the newest.")
    private Long version;

    /** Reads the whole model and checks it. */
    public SavedModel read() throws Exception {
        if (file != null) {
            return SavedModel.read(file);
        }
        PublishedModels published = PublishedModels.read(spec, this);
        ModelVersion chosen = published.version(version);
        ModelManifest manifest = chosen.manifest();
        Beginning beginning = Beginning.of(manifest);
        long mergedTime = Beginning.mergedTime(manifest);
        return SavedModel.of(
                        chosen.blocks(),
                        Double.parseDouble(manifest.getFingerprint().get("config.dropout")),
                        "version " + chosen.version() + " of model " + manifest.getModel(),
                        manifest.getEvaluation())
                .trainedUntil(beginning.trainedUntil(mergedTime))
                .with(statistics(chosen, beginning.statisticsUntil(mergedTime)));
    }

    private static SavedStatistics statistics(ModelVersion version, long until) {
        StatisticsSnapshot statistics = StatisticsBlocks.read(new BlockSource(version.blocks()));
        return statistics == StatisticsSnapshot.EMPTY ? null : SavedStatistics.published(until, statistics);
    }
}
