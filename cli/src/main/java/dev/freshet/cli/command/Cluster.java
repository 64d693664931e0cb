package dev.freshet.cli.command;

import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.console.CommandSession;
import dev.freshet.cli.console.Console;
import dev.freshet.cli.console.ShutdownSignal;
import dev.freshet.cli.console.StartWait;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.cli.settings.Secrets;
import dev.freshet.schemas.registry.RegistryUnavailableException;
import dev.freshet.schemas.registry.SchemaRegistry;
import dev.freshet.schemas.registry.UnknownSchemaException;
import dev.freshet.schemas.topic.TopicAdmin;
import dev.freshet.schemas.topic.TopicNeeds;
import dev.freshet.schemas.topic.TopicNotice;
import dev.freshet.schemas.topic.TopicsMisconfiguredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** The user's brokers and registry: waits until they answer, or fails with one line that says what is wrong. */
public final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final int PROBED_SCHEMA = 1;
    private static final long ANSWER_SECONDS = 2;

    private final AppSettings settings;
    private final Console console;
    private final ShutdownSignal stop;

    private Cluster(AppSettings settings, Console console, ShutdownSignal stop) {
        this.settings = settings;
        this.console = console;
        this.stop = stop;
    }

    public static Cluster of(AppSettings settings, CommandSession session) {
        return new Cluster(settings, session.console(), session.stop());
    }

    /** The cluster for a short command; standard error shows what the command waits for. */
    public static Cluster of(AppSettings settings, CommandSpec command) {
        return new Cluster(settings, new Console(command.commandLine().getErr(), false), new ShutdownSignal());
    }

    /**
     * Waits until a broker answers, and returns an admin client.
     *
     * @throws CommandFailure when no broker answers within {@code start.wait}, or a broker refuses the connection
     */
    private Admin connect() throws InterruptedException {
        StartWait patience = patience("Kafka at " + settings.brokers());
        Admin admin = null; // all attempts share one client: a slow connection does not start over
        while (true) {
            try {
                admin = admin == null ? Admin.create(settings.kafka()) : admin;
                admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                return admin;
            } catch (TimeoutException | ExecutionException | KafkaException e) {
                Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                try {
                    refuseWhatWillNotPass(cause);
                    patience.orElse("no broker answers at " + settings.brokers()
                            + "; start one (freshet broker), or name yours with --bootstrap-servers, and its security"
                            + " with --set kafka.security.protocol=... ("
                            + (e instanceof TimeoutException ? "no answer" : CommandFailure.explain(cause)) + ")");
                } catch (CommandFailure failure) {
                    if (admin != null) {
                        admin.close(Duration.ZERO);
                    }
                    throw failure;
                }
            }
        }
    }

    private void refuseWhatWillNotPass(Throwable cause) {
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            throw new CommandFailure(
                    "Kafka at " + settings.brokers() + " refuses the connection: " + cause.getMessage()
                            + "; correct kafka.security.protocol, kafka.sasl.* or kafka.ssl.*",
                    cause);
        }
        boolean nameUnknown = CommandFailure.explain(cause).contains("No resolvable bootstrap urls");
        if (!nameUnknown && !(cause instanceof RetriableException) && !(cause instanceof TimeoutException)) {
            throw new CommandFailure(
                    "The settings of Kafka's client cannot be used: " + CommandFailure.explain(cause), cause);
        }
    }

    /**
     * Checks that every topic exists and keeps its records.
     *
     * @throws CommandFailure naming each topic at fault and the remedy
     */
    public void requireTopics() throws InterruptedException {
        requireTopics(TopicNeeds.NONE);
    }

    /**
     * The same, for topics that must cover some needs.
     *
     * @return what the operator should know about the topics
     */
    public List<TopicNotice> requireTopics(TopicNeeds needs) throws InterruptedException {
        List<TopicNotice> notices = new ArrayList<>();
        withTopics(admin -> notices.addAll(TopicAdmin.check(admin, needs)));
        return notices;
    }

    /** The same, for an app, which logs what the operator should know. */
    public void requireTopicsOfApp(TopicNeeds needs) throws InterruptedException {
        requireTopics(needs).forEach(notice -> {
            if (notice.warning()) {
                LOG.warn("{}", notice.text());
            } else {
                LOG.info("{}", notice.text());
            }
        });
    }

    /** Runs an action on the brokers once they answer; a failure names them. */
    public void withTopics(Consumer<Admin> action) throws InterruptedException {
        try (Admin admin = connect()) {
            action.accept(admin);
        } catch (TopicsMisconfiguredException e) {
            throw new CommandFailure(e.getMessage().replace(" BROKER ", " " + settings.brokers() + " "), e);
        } catch (KafkaException e) {
            throw new CommandFailure(CommandFailure.explain(e) + " (Kafka at " + settings.brokers() + ")", e);
        }
    }

    /**
     * Waits until the registry answers, and returns its client.
     *
     * @throws CommandFailure when the registry does not answer within {@code start.wait}, or another server answers
     */
    public SchemaRegistry registry() throws InterruptedException {
        Map<String, String> once = settings.registry();
        once.put(SchemaRegistry.PREFIX + "max.retries", "0");
        String url = Secrets.hide(AppConfig.REGISTRY_URL, settings.text(AppConfig.REGISTRY_URL));
        StartWait patience = patience("the schema registry at " + url);
        SchemaRegistry probe = SchemaRegistry.of(once);
        while (true) {
            try {
                probe.schema(PROBED_SCHEMA);
                return SchemaRegistry.of(settings.registry());
            } catch (UnknownSchemaException e) {
                return SchemaRegistry.of(settings.registry()); // an unknown schema is an answer: the registry is up
            } catch (RegistryUnavailableException e) {
                if (e.isForbidden()) {
                    return SchemaRegistry.of(
                            settings.registry()); // the registry is up; it denies access to this schema alone
                }
                if (!e.mayPass()) {
                    throw new CommandFailure(e.getMessage(), e);
                }
                patience.orElse(e.getMessage() + "; start one (freshet registry), or name yours with --registry");
            }
        }
    }

    private StartWait patience(String whom) {
        return new StartWait(whom, settings.text(AppConfig.START_WAIT), console, stop);
    }
}
