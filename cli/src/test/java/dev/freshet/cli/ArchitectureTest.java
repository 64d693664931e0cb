package dev.freshet.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: core, then model, then streams app and trainer, then bench, then launcher; schemas beside core. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CORE = "dev.freshet.core..";
    private static final String SCHEMAS = "dev.freshet.schemas..";
    private static final String MODEL = "dev.freshet.model..";
    private static final String STREAMS = "dev.freshet.streams..";
    private static final String TRAINER = "dev.freshet.trainer..";
    private static final String EMBEDDED = "dev.freshet.embedded..";
    private static final String LAUNCHER = "dev.freshet.launcher..";
    private static final String BENCH = "dev.freshet.bench..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String DJL = "ai.djl..";

    @ArchTest
    static final ArchRule CORE_KNOWS_NOTHING =
            never(CORE, SCHEMAS, MODEL, STREAMS, TRAINER, EMBEDDED, BENCH, LAUNCHER, KAFKA, DJL);

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_KAFKA_ONLY =
            never(SCHEMAS, CORE, MODEL, STREAMS, TRAINER, EMBEDDED, BENCH, LAUNCHER, DJL);

    @ArchTest
    static final ArchRule MODEL_KNOWS_CORE_AND_DJL =
            never(MODEL, SCHEMAS, STREAMS, TRAINER, EMBEDDED, BENCH, LAUNCHER, KAFKA);

    @ArchTest
    static final ArchRule STREAMS_APP_KNOWS_NO_TRAINER = never(STREAMS, TRAINER, EMBEDDED, BENCH, LAUNCHER);

    @ArchTest
    static final ArchRule TRAINER_KNOWS_NO_STREAMS_APP =
            never(TRAINER, STREAMS, EMBEDDED, BENCH, LAUNCHER, "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule EMBEDDED_KNOWS_NO_APP = never(EMBEDDED, CORE, MODEL, STREAMS, TRAINER, BENCH, LAUNCHER);

    @ArchTest
    static final ArchRule BENCH_KNOWS_NO_LAUNCHER = never(BENCH, LAUNCHER);

    @ArchTest
    static final ArchRule REPLAY_KNOWS_NO_APP =
            never("dev.freshet.launcher.replay..", STREAMS, TRAINER, MODEL, EMBEDDED, BENCH, "dev.freshet.launcher");

    @ArchTest
    static final ArchRule AUDITS_KNOW_NO_COMMAND =
            never("dev.freshet.launcher.audit..", TRAINER, MODEL, BENCH, "dev.freshet.launcher");

    @ArchTest
    static final ArchRule SIMULATED_SHOP_KNOWS_CORE_ONLY = never(
            "dev.freshet.launcher.demo..",
            SCHEMAS,
            STREAMS,
            TRAINER,
            MODEL,
            EMBEDDED,
            BENCH,
            KAFKA,
            "dev.freshet.launcher",
            "dev.freshet.launcher.replay..");

    private static ArchRule never(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }
}
