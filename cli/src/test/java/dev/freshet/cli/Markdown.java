package dev.freshet.cli;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A parsed document of the repository. */
record Markdown(Path path, List<String> lines) {

    static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final String FENCE = "```";

    /** The document at a path from the repository's root. */
    static Markdown read(String path) {
        return read(ROOT.resolve(path));
    }

    static Markdown read(Path path) {
        try {
            return new Markdown(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document: those in the repository's root, and all below docs. */
    static List<Markdown> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Markdown::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts between backticks outside of fenced blocks. */
    Set<String> names() {
        return prose().flatMap(line -> CODE.matcher(line).results())
                .map(found -> found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** The targets of links. */
    List<String> links() {
        return prose().flatMap(line -> LINK.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** Anchors of headings, as GitHub makes them. */
    List<String> anchors() {
        return prose().flatMap(line -> HEADING.matcher(line).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(heading ->
                        heading.replaceAll("[^\\p{Alnum} _-]", "").strip().replace(' ', '-'))
                .toList();
    }

    /** Lines of the fenced blocks in a language; of all fenced blocks for null. */
    List<String> fenced(String language) {
        return lines(true, language);
    }

    private Stream<String> prose() {
        return lines(false, null).stream();
    }

    private List<String> lines(boolean fenced, String language) {
        List<String> found = new ArrayList<>();
        String fence = null;
        for (String line : lines) {
            if (line.startsWith(FENCE)) {
                fence = fence == null ? line.substring(FENCE.length()) : null;
            } else if (fenced == (fence != null) && (language == null || language.equals(fence))) {
                found.add(line);
            }
        }
        return found;
    }
}
