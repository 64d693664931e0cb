package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks rules for main code that class files do not show: sizes, and names of command-line options. */
class SourceTreeTest {

    private static final int MOST_FILES = 30;

    /** A string literal that names an option of the command line. */
    private static final Pattern OPTION = Pattern.compile("\"(?:[^\"\\n]*[ (])?--[a-z]");

    /** Classes that start other programs, or quote their commands. */
    private static final Set<String> OTHER_PROGRAMS = Set.of("ReferencePeer.java", "TopicFault.java");

    private static final List<Path> SOURCES = sources();

    @Test
    void shouldKeepTheCommandLineBelowAQuarterOfMainCode() {
        long all = SOURCES.stream().mapToLong(SourceTreeTest::lines).sum();
        long cli = SOURCES.stream()
                .filter(SourceTreeTest::isOfTheCommandLine)
                .mapToLong(SourceTreeTest::lines)
                .sum();
        assertThat(cli).isPositive().isLessThan(all / 4);
    }

    @Test
    void shouldKeepPackagesAtThirtyFilesOrFewer() {
        Map<Path, Long> crowded =
                SOURCES.stream().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        crowded.values().removeIf(files -> files <= MOST_FILES);
        assertThat(crowded).isEmpty();
    }

    @Test
    void shouldNameOptionsOnlyInTheCommandLine() {
        List<String> named = SOURCES.stream()
                .filter(source -> !isOfTheCommandLine(source))
                .filter(source -> !OTHER_PROGRAMS.contains(String.valueOf(source.getFileName())))
                .flatMap(source -> text(source)
                        .lines()
                        .filter(line -> OPTION.matcher(line).find())
                        .map(line -> source.getFileName() + ": " + line.strip()))
                .toList();
        assertThat(named).isEmpty();
    }

    private static boolean isOfTheCommandLine(Path source) {
        return Markdown.ROOT.relativize(source).startsWith("cli");
    }

    private static long lines(Path source) {
        return text(source).lines().count();
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        try (Stream<Path> modules = Files.list(Markdown.ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceTreeTest::javaFiles)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
