package dev.freshet.cli.command.app;

import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.console.AppConsole;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.trainer.TrainerApp;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Oracle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet trainer}. */
@Command(
        name = "trainer",
        description = {
            "Learns from training-examples as they come, judges the model on each group before it learns it, and",
            "publishes versions to the model topic. One for each model.name: a second one takes over."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet trainer -b kafka:9092 --registry http://registry:8081",
            "  freshet trainer --until-end             learns what is there, publishes it and ends",
            "  freshet trainer --set publish.interval=15m --health-port 8080",
            "",
            "Needs a broker, a schema registry and the topics (freshet topics create); freshet streams writes the",
            "examples. Stop it with Ctrl-C or SIGTERM; killed or stopped, it goes on from the last version."
        })
public final class TrainerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--until-end",
            description = {
                "End when everything in training-examples is learned; publishes it as the last version. Wait until",
                "the streams app has processed the log."
            })
    private boolean untilEnd;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = {
                "A model file, of pretrain, finetune or model import, that a new model begins with (model.init); not",
                "read once the model topic holds a version."
            })
    private Path init;

    @Option(names = "--health-port", paramLabel = "PORT", description = "Where /health/live and /health/ready answer.")
    private Integer healthPort;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> given = new HashMap<>();
        given.put(AppConfig.HEALTH_PORT, healthPort);
        given.put("model.init", init);
        AppSettings settings =
                options.settings(given, AppConfig.CONNECTION, TrainerConfig.definition(), AppConfig.HEALTH);
        TrainerConfig config = settings.trainer();
        try (AppConsole app = AppConsole.open(spec, settings);
                HealthServer health = HealthServer.start(settings.integer(AppConfig.HEALTH_PORT))) {
            Cluster cluster = new Cluster(settings, app.console(), app.stop());
            cluster.requireTopics();
            cluster.registry();
            try (TrainerApp trainer =
                    new TrainerApp(config, Oracle.NONE, notice -> app.console().say("model      " + notice))) {
                health.ask(
                        () -> trainer.failure().map(CommandFailure::explain),
                        () -> trainer.isTraining() ? Optional.empty() : Optional.of("restoring the newest version"));
                trainer.start();
                app.console().say("training   " + config.modelName() + " on " + settings.brokers());
                CompletableFuture<TrainerProgress> end = untilEnd ? trainer.drain() : new CompletableFuture<>();
                app.await(
                        trainer::failure,
                        () -> end.isDone() && !end.isCompletedExceptionally(),
                        () -> line(trainer.progress()));
                app.console().say(line(trainer.progress()));
                return 0;
            }
        }
    }

    private static String line(TrainerProgress progress) {
        Double ndcg = progress.means().get("ndcg10.all.model");
        return String.format(
                Locale.ROOT,
                "step %,d  groups %,d  model %s  time %s%s",
                progress.steps(),
                progress.groups(),
                progress.version() < 0 ? "-" : "v" + progress.version(),
                progress.mergedTime() == Long.MIN_VALUE ? "-" : Instant.ofEpochMilli(progress.mergedTime()),
                ndcg == null ? "" : String.format(Locale.ROOT, "  ndcg@10 %.3f", ndcg));
    }
}
