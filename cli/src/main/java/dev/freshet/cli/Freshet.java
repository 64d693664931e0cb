package dev.freshet.cli;

import dev.freshet.cli.command.OptionHints;
import dev.freshet.cli.command.app.BrokerCommand;
import dev.freshet.cli.command.app.RegistryCommand;
import dev.freshet.cli.command.app.StreamsCommand;
import dev.freshet.cli.command.app.TrainerCommand;
import dev.freshet.cli.command.audit.AuditCommand;
import dev.freshet.cli.command.bench.BenchCommand;
import dev.freshet.cli.command.model.ModelCommand;
import dev.freshet.cli.command.offline.DatasetCommand;
import dev.freshet.cli.command.offline.EvaluateCommand;
import dev.freshet.cli.command.offline.FinetuneCommand;
import dev.freshet.cli.command.offline.PretrainCommand;
import dev.freshet.cli.command.replay.ReplayCommand;
import dev.freshet.cli.command.run.DemoCommand;
import dev.freshet.cli.command.run.ExperimentCommand;
import dev.freshet.cli.command.run.RunCommand;
import dev.freshet.cli.command.score.ScoreCommand;
import dev.freshet.cli.command.topic.TopicsCommand;
import dev.freshet.cli.console.CommandFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
        name = "freshet",
        description = "Learns from a shop's event stream while it ranks the shop's products.",
        mixinStandardHelpOptions = true,
        versionProvider = Freshet.Version.class,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ExperimentCommand.class,
            ReplayCommand.class,
            BrokerCommand.class,
            RegistryCommand.class,
            TopicsCommand.class,
            AuditCommand.class,
            StreamsCommand.class,
            TrainerCommand.class,
            ScoreCommand.class,
            ModelCommand.class,
            DatasetCommand.class,
            PretrainCommand.class,
            FinetuneCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start here:  freshet demo",
            "Your log:    freshet run LOG.csv.gz --until-end --report report.json",
            "What freshness gains in your shop:  freshet experiment LOG.csv.gz",
            "",
            "With your own Kafka:  freshet topics create, freshet streams, freshet trainer, each",
            "  with -b HOST:PORT",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 or 143 stopped."
        })
final class Freshet {

    /** Writes to the run's log file once the run has opened one. */
    private static final Logger LOG = LoggerFactory.getLogger(Freshet.class);

    private Freshet() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Freshet()).setExecutionExceptionHandler((failure, command, parsed) -> {
            LOG.error("{} failed", command.getCommandName(), failure);
            String message = OptionHints.add(command.getCommandSpec(), failure, CommandFailure.explain(failure));
            command.getErr().println("freshet: " + message);
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Freshet.class.getPackage().getImplementationVersion();
            return new String[] {"freshet " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
