package dev.freshet.cli.command.audit;

import dev.freshet.audit.AuditListener;
import dev.freshet.audit.AuditRefusedException;
import dev.freshet.audit.AuditResult;
import dev.freshet.audit.Violation;
import dev.freshet.cli.command.Cluster;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.streams.TopologyConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** One audit of the user's topics, from the connection to the result. */
final class AuditRun {

    /** An audit; it starts when all topics exist. */
    @FunctionalInterface
    interface Audit {
        AuditResult run(
                Map<String, Object> kafka, TopologyConfig config, SchemaRegistry registry, AuditListener listener)
                throws Exception;
    }

    private static final int FAILED = 1;

    private AuditRun() {}

    /** Runs the audit, prints what it read and all violations that it kept, and returns the exit code. */
    static int execute(CommandSpec command, AppSettings settings, Audit audit) throws Exception {
        return execute(command, settings, Integer.MAX_VALUE, audit);
    }

    /**
     * Runs the audit, prints what it read and the first violations, and returns the exit code.
     *
     * @param most maximum number of violations to print
     */
    static int execute(CommandSpec command, AppSettings settings, int most, Audit audit) throws Exception {
        TopologyConfig config = settings.topology();
        try (CommandSession session = CommandSession.open(command)) {
            Console console = session.console();
            Cluster cluster = Cluster.of(settings, session);
            cluster.requireTopics();
            AuditResult result = audit.run(settings.kafka(), config, cluster.registry(), new ConsoleListener(session));
            result.lines().forEach(console::say);
            List<Violation> shown = result.first().stream().limit(most).toList();
            shown.forEach(violation -> console.say("violation  " + violation));
            console.say(verdict(result, shown.size()));
            return result.isPassed() ? 0 : FAILED;
        } catch (AuditRefusedException e) {
            throw new CommandFailure(e.getMessage() + remedy(e.reason()), e);
        }
    }

    private static String verdict(AuditResult result, int shown) {
        if (result.isPassed()) {
            return "passed";
        }
        return String.format(
                Locale.ROOT,
                "FAILED: %,d violation%s%s",
                result.violations(),
                result.violations() == 1 ? "" : "s",
                shown > 0 && result.violations() > shown ? ", the first of them above" : "");
    }

    private static String remedy(AuditRefusedException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_APPLICATION -> "; name yours with --set application.id=...";
            case NO_EXAMPLES -> "; run freshet streams on a log first";
            case EMPTY_RANGE -> "; choose another range with --from and --until";
            case RANGE_TOO_EARLY -> "; choose a later --from";
            case RECORDS_GONE -> "; freshet topics check names topics with a short retention";
            case STOPPED -> "";
        };
    }
}
