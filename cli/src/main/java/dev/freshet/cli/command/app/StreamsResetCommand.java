package dev.freshet.cli.command.app;

import dev.freshet.cli.command.BrokersOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Setting;
import dev.freshet.streams.ApplicationState;
import dev.freshet.streams.TopologyConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet streams reset}. */
@Command(
        name = "reset",
        description = {
            "Deletes the state of a streams app: its changelogs, the offsets of its group and the state directory of this"
                    + " machine.",
            "Without --yes it only shows what it would delete."
        },
        footer = {
            "",
            "  freshet streams reset -b kafka:9092  show what would be deleted",
            "  freshet streams reset -b kafka:9092 --yes",
            "",
            "The app then starts again from the first records of user-events and score-requests that are there: it writes"
                    + " their examples and answers again. Use it when the app says that an input topic has been deleted and"
                    + " created again, or has lost records. Stop all instances first, and delete the state directories of"
                    + " other machines yourself."
        })
final class StreamsResetCommand extends FreshetCommand {

    @Option(names = "--yes", description = "Delete it.")
    private boolean yes;

    @Setting("state.dir")
    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Directory of local state; default: freshet-state.")
    Path stateDir;

    @Mixin
    private BrokersOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.KAFKA, TopologyConfig.DEFINITION);
        TopologyConfig topology = settings.topology();
        cluster(settings).withTopics(admin -> reset(admin, topology));
        return 0;
    }

    private void reset(Admin admin, TopologyConfig topology) {
        ApplicationState state = new ApplicationState(admin, topology);
        String word = yes ? "deleted    " : "would go   ";
        var changelogs = state.changelogs();
        if (yes) {
            try {
                state.delete();
            } catch (IOException e) {
                throw new CommandFailure(
                        "the directory " + state.directory() + " cannot be deleted: " + e.getMessage(), e);
            }
        }
        changelogs.forEach(topic -> out().println(word + "topic " + topic));
        out().println(word + "offsets of group " + state.applicationId());
        out().println(word + "directory " + state.directory());
        if (!yes) {
            out().println("nothing is deleted without --yes");
        }
    }
}
