package dev.freshet.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.cli.ClassArchive;
import dev.freshet.embedded.ServerPorts;
import dev.freshet.testkit.faults.ChildJvm;
import dev.freshet.testkit.faults.FaultRound.App;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The apps of one shop, one process each, and a supervisor that restarts processes that end. */
final class Shop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int MOST_RESTARTS = 20;
    private static final int SIGTERM = 143;
    private static final int LAST_WORDS = 5;
    private static final String MAIN = "dev.freshet.cli.Freshet";
    private static final List<String> OPTIONS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            ClassArchive.option(),
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1");

    private static final String FUTURE = "events.future.wait=" + KnownLog.FUTURE_WAIT + "ms";

    private final Path directory;
    private final List<String> connection;
    private final Map<App, Integer> healthPorts = new EnumMap<>(App.class);
    private final Map<App, ChildJvm> running = new EnumMap<>(App.class);
    private int restarts;

    /** @param brokers addresses at which the apps reach the brokers */
    Shop(Path directory, String brokers, String registry) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.connection = List.of("-b", brokers, "--registry", registry);
        for (App app : App.values()) {
            healthPorts.put(app, ServerPorts.free());
        }
    }

    void start(App app) throws IOException {
        List<String> arguments = new ArrayList<>();
        if (app == App.TRAINER) {
            arguments.addAll(trainer());
        } else {
            arguments.addAll(List.of(
                    "streams", "--state-dir", directory.resolve("state-" + app).toString()));
            set(arguments, "num.stream.threads=1", "ticks.live=false", "requests.order=time");
            set(arguments, FUTURE);
            set(arguments, "requests.model.wait=1h", "kafka.consumer.session.timeout.ms=4000");
            set(arguments, "kafka.consumer.heartbeat.interval.ms=1000");
            set(arguments, "kafka.producer.transaction.timeout.ms=10000");
        }
        arguments.addAll(List.of("--health-port", healthPorts.get(app).toString()));
        running.put(app, launch(app.name(), arguments));
    }

    private List<String> trainer() {
        List<String> arguments = new ArrayList<>(List.of("trainer"));
        set(arguments, "model.dim=16", "batch.parts=16", "publish.interval=2h", "term.rehearsal.groups=64");
        set(arguments, "kafka.transaction.timeout.ms=10000");
        return arguments;
    }

    private static void set(List<String> arguments, String... settings) {
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
    }

    private ChildJvm launch(String name, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(connection);
        return ChildJvm.start(directory.resolve(name + ".out"), OPTIONS, ClassArchive.path(), MAIN, all);
    }

    ChildJvm app(App app) {
        return running.get(app);
    }

    /** Restarts every process that has ended by itself, as a container's runtime would. */
    void supervise() throws IOException {
        for (App app : App.values()) {
            if (!running.get(app).isAlive()) {
                restarts++;
                System.out.println(app + " ended by itself and is started again; its last words:\n" + lastWords(app));
                if (restarts > MOST_RESTARTS) {
                    throw new AssertionError("apps ended by themselves more than " + MOST_RESTARTS + " times");
                }
                start(app);
            }
        }
    }

    private String lastWords(App app) {
        List<String> lines = running.get(app).output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    /** Number of restarts by the supervisor. */
    int restarts() {
        return restarts;
    }

    /** Waits until an app reports that it is ready. */
    void awaitReady(App app) {
        await().alias(app + " is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    supervise();
                    return isReady(app);
                });
    }

    private boolean isReady(App app) throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + healthPorts.get(app) + "/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a trainer until it has trained on everything committed so far and published the model. */
    void trainToTheEnd() throws IOException, InterruptedException {
        int status = app(App.TRAINER).terminate();
        if (status != SIGTERM) {
            throw new AssertionError(
                    "the trainer ends with " + status + ":\n" + app(App.TRAINER).output());
        }
        List<String> arguments = trainer();
        arguments.add("--until-end");
        try (ChildJvm last = launch(App.TRAINER.name(), arguments)) {
            if (last.exit() != 0) {
                throw new AssertionError(last.output());
            }
        }
    }

    /** Runs an audit of the records that the apps have written; fails with its output when it finds a violation. */
    void audit(String which) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("audit", which));
        set(arguments, FUTURE);
        try (ChildJvm audit = launch("audit-" + which, arguments)) {
            int status = audit.exit();
            System.out.println(audit.output());
            if (status != 0) {
                throw new AssertionError("freshet audit " + which + " ends with " + status + ":\n" + audit.output());
            }
        }
    }

    /** The output of all apps. */
    String output() {
        StringBuilder all = new StringBuilder();
        running.forEach(
                (app, process) -> all.append("--- ").append(app).append('\n').append(process.output()));
        return all.toString();
    }

    @Override
    public void close() {
        running.values().forEach(ChildJvm::close);
    }
}
