package dev.freshet.cli.command.app;

import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.RetentionNeeds;
import dev.freshet.cli.settings.Setting;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.trainer.TrainerApp;
import dev.freshet.trainer.TrainerConfig;
import dev.freshet.trainer.TrainerProgress;
import dev.freshet.trainer.evaluation.Oracle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet trainer}. */
@Command(
        name = "trainer",
        description = {
            "Trains on training-examples as they arrive, evaluates the model on each group before it trains on it, and"
                    + " publishes versions to the model topic.",
            "Start one trainer for each model.name: a second one takes over from the first."
        },
        footer = {
            "",
            "  freshet trainer -b kafka:9092 --registry http://registry:8081",
            "  freshet trainer --until-end  trains on what is there, publishes and ends",
            "  freshet trainer --set publish.interval=15m --health-port 8080",
            "",
            "Needs a broker, a schema registry and the topics (freshet topics create); freshet streams writes the"
                    + " examples. Stop it with Ctrl-C or SIGTERM; after a stop or a kill it continues from the last"
                    + " version."
        })
public final class TrainerCommand extends FreshetCommand {

    @Option(
            names = "--until-end",
            description =
                    "Train on everything in training-examples, publish a last version and end. Wait first until the"
                            + " streams app has processed the log.")
    private boolean untilEnd;

    @Setting("model.init")
    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "Start a new model from this model file, which pretrain, finetune or model import has written; not"
                            + " read once the model topic holds a version.")
    Path init;

    @Mixin
    HealthOptions health;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings =
                options.settings(AppConfig.CONNECTION, TrainerConfig.definition(), AppConfig.HEALTH, AppConfig.OUTAGES);
        TrainerConfig config = settings.trainer();
        try (CommandSession app = CommandSession.openApp(spec(), settings);
                HealthServer server = HealthServer.start(settings)) {
            Cluster cluster = Cluster.of(settings, app);
            cluster.requireTopicsOfApp(new TopicNeeds(RetentionNeeds.ofTrainer(settings), ""));
            cluster.registry();
            try (TrainerApp trainer =
                    new TrainerApp(config, Oracle.NONE, notice -> app.console().say("model      " + notice))) {
                server.ask(
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
