package dev.freshet.launcher;

import dev.freshet.core.TimeSpan;
import dev.freshet.schemas.RegistryUnavailableException;
import dev.freshet.schemas.SchemaRegistry;
import dev.freshet.schemas.TopicAdmin;
import dev.freshet.schemas.TopicsMisconfiguredException;
import dev.freshet.schemas.UnknownSchemaException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Brokers and registry of the user's: waits until they answer, and says in one line what is wrong when they do not. */
final class Cluster {

    private static final int PROBED_SCHEMA = 1;
    private static final long ANSWER_SECONDS = 2;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AppSettings settings;
    private final Console console;
    private final Stop stop;

    Cluster(AppSettings settings, Console console, Stop stop) {
        this.settings = settings;
        this.console = console;
        this.stop = stop;
    }

    /**
     * An admin client of brokers that answer.
     *
     * @throws Failure when none does within {@code start.wait}, or it refuses us
     */
    Admin connect() throws InterruptedException {
        Patience patience = patience("Kafka at " + settings.brokers());
        while (true) {
            Admin admin = null;
            try {
                admin = Admin.create(settings.kafka());
                admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                return admin;
            } catch (TimeoutException | ExecutionException | KafkaException e) {
                if (admin != null) {
                    admin.close(Duration.ZERO);
                }
                Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
                refuseWhatWillNotPass(cause);
                patience.orElse("no broker answers at " + settings.brokers()
                        + "; start one (freshet broker), or name yours with --bootstrap-servers, and its security with"
                        + " --set kafka.security.protocol=... ("
                        + (e instanceof TimeoutException ? "no answer" : Failure.explain(cause)) + ")");
            }
        }
    }

    private void refuseWhatWillNotPass(Throwable cause) {
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            throw new Failure(
                    "Kafka at " + settings.brokers() + " refuses us: " + cause.getMessage()
                            + "; mend kafka.security.protocol, kafka.sasl.* or kafka.ssl.*",
                    cause);
        }
        boolean nameUnknown = Failure.explain(cause).contains("No resolvable bootstrap urls");
        if (!nameUnknown && !(cause instanceof RetriableException) && !(cause instanceof TimeoutException)) {
            throw new Failure("Kafka's client cannot be used as it is set: " + Failure.explain(cause), cause);
        }
    }

    /**
     * Checks that every topic is there and keeps its records.
     *
     * @throws Failure naming each topic at fault and what mends it
     */
    void requireTopics(Admin admin) {
        mendable(() -> TopicAdmin.check(admin));
    }

    /** Does something with topics; its failure names our brokers. */
    void mendable(Runnable action) {
        try {
            action.run();
        } catch (TopicsMisconfiguredException e) {
            throw new Failure(e.getMessage().replace(" BROKER ", " " + settings.brokers() + " "), e);
        } catch (KafkaException e) {
            throw new Failure(Failure.explain(e) + " (Kafka at " + settings.brokers() + ")", e);
        }
    }

    /**
     * A client of a registry that answers.
     *
     * @throws Failure when it does not within {@code start.wait}, or something else answers
     */
    SchemaRegistry registry() throws InterruptedException {
        Map<String, String> once = settings.registry();
        once.put(SchemaRegistry.PREFIX + "max.retries", "0");
        String url = Secrets.hide(AppConfig.REGISTRY_URL, settings.text(AppConfig.REGISTRY_URL));
        Patience patience = patience("the schema registry at " + url);
        SchemaRegistry probe = SchemaRegistry.of(once);
        while (true) {
            try {
                probe.schema(PROBED_SCHEMA);
                return SchemaRegistry.of(settings.registry());
            } catch (UnknownSchemaException e) {
                return SchemaRegistry.of(settings.registry()); // it knows what it does not have: it answers
            } catch (RegistryUnavailableException e) {
                String words = Secrets.hide("", Failure.explain(e));
                if (!e.mayPass()) {
                    throw new Failure(words, e);
                }
                patience.orElse(words + "; start one (freshet registry), or name yours with --registry");
            }
        }
    }

    private Patience patience(String whom) {
        return new Patience(whom, System.nanoTime());
    }

    /** Waits a moment, or gives up. */
    private final class Patience {
        private final String whom;
        private final long since;
        private boolean said;

        Patience(String whom, long since) {
            this.whom = whom;
            this.since = since;
        }

        void orElse(String failure) throws InterruptedException {
            long waitMs = TimeSpan.parse(settings.text(AppConfig.START_WAIT));
            long waited = (System.nanoTime() - since) / 1_000_000;
            if (stop.isRequested()) {
                throw new Failure("stopped while waiting for " + whom);
            }
            String line = "waiting    for " + whom + ", up to " + settings.text(AppConfig.START_WAIT);
            if (said) {
                console.live(() -> line);
            } else {
                console.say(line);
                said = true;
            }
            if (waited > waitMs) {
                throw new Failure(failure + "; waited " + settings.text(AppConfig.START_WAIT) + " (start.wait)");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
