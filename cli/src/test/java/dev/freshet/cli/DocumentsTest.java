package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.freshet.cli.settings.SettingNames;
import dev.freshet.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents name only what exists, and link only to what exists. */
class DocumentsTest {

    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern FILE = Pattern.compile("[\\w.-]*/[\\w./-]*|[\\w-]+\\.(md|txt|xml|java|avsc|gz)");
    private static final Pattern SETTING = Pattern.compile("[a-z]+(\\.[a-z]+)+");
    private static final Pattern STORE_OR_TOPIC = Pattern.compile("[a-z]+(-[a-z]+)+");
    private static final Pattern CAMEL_CASE = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+");

    /** A row of ARCHITECTURE.md's table "Where is ...": question, classes, package. */
    private static final Pattern PLACE = Pattern.compile("\\| [^|]+ \\| (`\\w+`(?:, `\\w+`)*) \\| `([a-z.]+)` \\|");

    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    private static final Set<String> CLASSES = SourceNames.of(Markdown.ROOT);
    /** Simple names of main classes by package, the package without {@code dev.freshet}. */
    private static final Map<String, Set<String>> MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.freshet").stream()
                    .collect(Collectors.groupingBy(
                            each -> each.getPackageName().replace("dev.freshet.", ""),
                            Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));

    private static final String TOPOLOGY =
            String.join("\n", Markdown.read("docs/topology.txt").lines());

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md", "docs/explanation/semantics.md"})
    void shouldNameOnlyWhatExists(String document) {
        Set<String> names = Markdown.read(document).names();

        assertThat(names).hasSizeGreaterThan(20).allSatisfy(DocumentsTest::requireExists);
    }

    @Test
    void shouldDrawOnlyWhatExists() {
        List<String> drawn = Markdown.read("ARCHITECTURE.md").fenced(null).stream()
                .flatMap(line -> CAMEL_CASE.matcher(line).results())
                .map(found -> found.group())
                .toList();

        assertThat(drawn)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(CLASSES).contains(name));
    }

    @Test
    void shouldNameThePackageOfEachClass() {
        List<MatchResult> places = Markdown.read("ARCHITECTURE.md").lines().stream()
                .flatMap(line -> PLACE.matcher(line).results())
                .toList();

        assertThat(places)
                .hasSizeGreaterThan(15)
                .allSatisfy(place -> assertThat(MAIN.getOrDefault(place.group(2), Set.of()))
                        .as("classes of package " + place.group(2))
                        .containsAll(QUOTED.matcher(place.group(1))
                                .results()
                                .map(name -> name.group(1))
                                .toList()));
    }

    @Test
    void shouldLinkOnlyToWhatExists() {
        List<Markdown> documents = Markdown.all();

        assertThat(documents).hasSizeGreaterThan(5);
        documents.forEach(document -> document.links().stream()
                .filter(link -> !link.startsWith("https://"))
                .forEach(link -> requireTarget(document.path(), link)));
    }

    @Test
    void shouldLinkEveryDocumentFromTheReadmeOrTheIndex() {
        List<Path> linked = Stream.of("README.md", "docs/README.md")
                .map(Markdown::read)
                .flatMap(document -> document.links().stream()
                        .map(link -> document.path().resolveSibling(link.replaceFirst("#.*", ""))))
                .map(Path::normalize)
                .toList();

        assertThat(Markdown.all())
                .extracting(Markdown::path)
                .allSatisfy(path -> assertThat(path)
                        .matches(
                                p -> p.endsWith("README.md") || linked.contains(p),
                                "linked in README.md or docs/README.md"));
    }

    private static void requireExists(String name) {
        if (CLASS.matcher(name).matches()) {
            assertThat(CLASSES).as("class or record").contains(name);
        } else if (FILE.matcher(name).matches()) {
            assertThat(Markdown.ROOT.resolve(name)).exists();
        } else if (SETTING.matcher(name).matches()) {
            assertThat(SettingNames.known().contains(name) || MAIN.containsKey(name))
                    .as("setting or package " + name)
                    .isTrue();
        } else if (STORE_OR_TOPIC.matcher(name).matches()) {
            assertThat(Topics.names().contains(name) || TOPOLOGY.contains(name))
                    .as("topic or store " + name)
                    .isTrue();
        }
    }

    private static void requireTarget(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        assertThat(Files.exists(target)).as(document + " links to " + link).isTrue();
        if (parts.length == 2) {
            assertThat(Markdown.read(target).anchors())
                    .as(document + " links to " + link)
                    .contains(parts[1]);
        }
    }
}
