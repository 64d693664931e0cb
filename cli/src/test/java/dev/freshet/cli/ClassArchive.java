package dev.freshet.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of the built {@code freshet} command, and an archive of the classes that it loads. A JVM that maps the
 * archive starts with a third less of CPU time. The first test that needs the archive makes it.
 */
public final class ClassArchive {

    private static final Path TARGET = Path.of(System.getProperty("repository.root", ".."), "cli", "target");
    private static final String CLASS_PATH = classPath();
    private static final Path FILE = archive();

    private ClassArchive() {}

    /** The class path for a JVM that uses the archive. */
    public static String path() {
        return CLASS_PATH;
    }

    /** The option by which a JVM maps the archive. A JVM that cannot map it loads the classes from their jars. */
    public static String option() {
        return "-XX:SharedArchiveFile=" + FILE.toAbsolutePath();
    }

    private static String classPath() {
        try (Stream<Path> files = Files.list(TARGET)) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("freshet-cli-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return jar.toAbsolutePath() + ":" + Files.readString(TARGET.resolve("classpath"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVMs of the tests share one archive; the lock makes one of them build it and the others wait. */
    private static Path archive() {
        Path archive = TARGET.resolve("classes-" + Runtime.version().feature() + ".jsa");
        try (FileChannel lock = FileChannel.open(TARGET.resolve("classes.lock"), CREATE, WRITE)) {
            lock.lock();
            if (!Files.exists(archive) || isOlder(archive)) {
                create(archive);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a JVM writes " + archive, e);
        }
    }

    private static boolean isOlder(Path archive) throws IOException {
        Path built = TARGET.resolve("classpath");
        return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(built)) < 0;
    }

    private static void create(Path archive) throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path dir = Files.createTempDirectory(TARGET, "classes");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath(),
                "-Dai.djl.offline=true",
                "-cp",
                CLASS_PATH,
                Freshet.class.getName()));
        command.addAll(List.of(
                "demo",
                "--days",
                "2",
                "--customers",
                "20",
                "--data-dir",
                dir.resolve("shop").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output").toFile());
        builder.environment().put("OPT_OUT_TRACKING", "true");
        int status = builder.start().waitFor();
        if (status != 0 || !Files.exists(archive)) {
            throw new IllegalStateException(
                    "no class archive: status " + status + "\n" + Files.readString(dir.resolve("output")));
        }
    }
}
