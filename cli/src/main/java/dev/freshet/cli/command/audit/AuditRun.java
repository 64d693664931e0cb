package dev.freshet.cli.command.audit;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditResult;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** One audit of the user's topics, from the connection to the result. */
final class AuditRun {

    /** Audits topics that exist. */
    @FunctionalInterface
    interface Audit {
        AuditResult run(
                Map<String, Object> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener watcher)
                throws Exception;
    }

    private static final int FAILED = 1;

    private AuditRun() {}

    /** Runs the audit, prints what it read and each violation, and returns the exit code. */
    static int execute(CommandSpec command, AppSettings settings, Audit audit) throws Exception {
        TopologyConfig config = settings.topology();
        try (CommandSession session = CommandSession.open(command)) {
            Console console = session.console();
            Cluster cluster = Cluster.of(settings, session);
            cluster.requireTopics();
            AuditResult result = audit.run(settings.kafka(), config, cluster.registry(), new ConsoleListener(session));
            result.lines().forEach(console::say);
            result.first().forEach(violation -> console.say("violation  " + violation));
            console.say(
                    result.violations() == 0
                            ? "passed"
                            : "FAILED: " + result.violations()
                                    + (result.violations() == 1 ? " violation" : " violations")
                                    + (result.violations() > result.first().size()
                                            ? ", the first of each partition above"
                                            : ""));
            return result.violations() == 0 ? 0 : FAILED;
        }
    }
}
