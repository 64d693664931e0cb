package dev.freshet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the module map of ARCHITECTURE.md: which module may depend on which. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Modules in the order of the build, each with the modules that it may depend on. */
    private static final Map<String, List<String>> MAP = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("schemas", List.of("core")),
            Map.entry("embedded", List.of("schemas", "core")),
            Map.entry("testkit", List.of("core", "schemas", "embedded")),
            Map.entry("modeltopic", List.of("core", "schemas")),
            Map.entry("model", List.of("core")),
            Map.entry("streams", List.of("core", "schemas", "modeltopic", "model")),
            Map.entry("trainer", List.of("core", "schemas", "modeltopic", "model")),
            Map.entry("simulator", List.of("core")),
            Map.entry("replay", List.of("core", "schemas")),
            Map.entry("audit", List.of("core", "schemas", "modeltopic", "model", "streams", "embedded")),
            Map.entry("bench", List.of("core", "schemas", "model", "streams")));

    private static final String KAFKA = "org.apache.kafka..";
    private static final String DJL = "ai.djl..";

    @ArchTest
    static void shouldRespectTheMapOfModules(JavaClasses classes) {
        MAP.forEach((module, known) -> never(
                        "dev.freshet." + module + "..",
                        Stream.concat(MAP.keySet().stream(), Stream.of("cli"))
                                .filter(other -> !other.equals(module) && !known.contains(other))
                                .map(other -> "dev.freshet." + other + "..")
                                .toArray(String[]::new))
                .check(classes));
    }

    @ArchTest
    static void shouldListEachModuleInTheDocument(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(each -> each.getPackageName().replaceFirst("dev\\.freshet\\.(\\w+).*", "$1"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(MAP.keySet().stream(), Stream.of("cli")).toList());
    }

    @ArchTest
    static final ArchRule CORE_AND_SIMULATOR_KNOW_NEITHER_KAFKA_NOR_TENSORS =
            never("dev.freshet.(core|simulator)..", KAFKA, DJL);

    @ArchTest
    static final ArchRule MODEL_KNOWS_NO_KAFKA = never("dev.freshet.model..", KAFKA);

    @ArchTest
    static final ArchRule ONLY_MODEL_AND_BENCH_KNOW_TENSORS = never(
            "dev.freshet.(schemas|embedded|testkit|modeltopic|streams|trainer|replay|audit|cli)..", "ai.djl.ndarray..");

    @ArchTest
    static final ArchRule ONLY_STREAMS_APP_AUDIT_AND_BENCH_KNOW_KAFKA_STREAMS =
            never("dev.freshet.(schemas|embedded|testkit|modeltopic|trainer|replay)..", "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI = never(
            "dev.freshet.(core|schemas|embedded|testkit|modeltopic|model|streams|trainer|simulator|replay|audit|bench)..",
            "picocli..");

    @ArchTest
    static void shouldUseEachClassNameOnce(JavaClasses classes) {
        Map<String, List<String>> named = classes.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .filter(each -> !isGenerated(each))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getFullName, Collectors.toList())));
        named.values().removeIf(all -> all.size() == 1);
        assertThat(named).isEmpty();
    }

    @ArchTest
    static final ArchRule PROCESSORS_DO_NOT_KNOW_THE_TOPOLOGY_THAT_BUILDS_THEM = noClasses()
            .that()
            .resideInAPackage("dev.freshet.streams.(event|score|store)..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.freshet.streams.FreshetTopology");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS_OR_EXITS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.freshet.cli..", "dev.freshet.bench..", "dev.freshet.testkit..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    private static boolean isGenerated(JavaClass type) {
        return type.isAnnotatedWith("org.apache.avro.specific.AvroGenerated");
    }

    private static ArchRule never(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .allowEmptyShould(to.length == 0);
    }
}
