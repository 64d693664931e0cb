package dev.freshet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.bench.BenchException;
import dev.freshet.bench.batch.BatchFile;
import dev.freshet.bench.batch.Scenario;
import dev.freshet.cli.command.offline.DatasetCommand;
import dev.freshet.cli.command.offline.EvaluateCommand;
import dev.freshet.cli.command.offline.FinetuneCommand;
import dev.freshet.cli.command.offline.PretrainCommand;
import dev.freshet.cli.console.CommandFailure;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import dev.freshet.model.file.RefusedException;
import dev.freshet.model.file.RefusedException.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class OptionHintsTest {

    @Command
    static final class Serves {

        @Setting(AppConfig.BROKER_PORT)
        @Option(names = {"-p", "--port"})
        int port;
    }

    @Command
    static final class Measures {

        @Option(names = "--batches")
        Path batches;
    }

    @Command
    static final class Ranks {}

    private static final CommandSpec SERVES = spec(new Serves());
    private static final CommandSpec MEASURES = spec(new Measures());
    private static final CommandSpec RANKS = spec(new Ranks());

    /** Where each reason is met, and the options that it brings there. */
    private static final Map<Reason, Map<FreshetCommand, String>> HINTS = Map.of(
            Reason.DIRECTORY_NOT_EMPTY, Map.of(new DatasetCommand(), "--out"),
            Reason.OTHER_SETTINGS, Map.of(new PretrainCommand(), "--out", new FinetuneCommand(), "--out"),
            Reason.TRAINING_EXISTS,
                    Map.of(new PretrainCommand(), "--resume, --out", new FinetuneCommand(), "--resume, --out"),
            Reason.TRAINING_MISSING,
                    Map.of(new PretrainCommand(), "leave out --resume", new FinetuneCommand(), "leave out --resume"),
            Reason.DIVERGED, Map.of(new PretrainCommand(), "--rate", new FinetuneCommand(), "--rate"),
            Reason.PART_TOO_SMALL,
                    Map.of(
                            new PretrainCommand(), "see freshet dataset --help",
                            new FinetuneCommand(), "see freshet dataset --help",
                            new EvaluateCommand(), "see freshet dataset --help"),
            Reason.NO_LIVE_HISTORIES, Map.of(new EvaluateCommand(), "--history"),
            Reason.NO_LIVE_FEATURES, Map.of(new FinetuneCommand(), "--term"),
            Reason.OTHER_PRODUCTS, Map.of(new FinetuneCommand(), "--init scratch"));

    @Test
    void shouldAddTheOptionsThatHelpToEveryCommandThatMeetsTheReason() {
        HINTS.forEach((reason, commands) -> commands.forEach(
                (command, options) -> assertThat(add(spec(command), new RefusedException(reason, "it is refused")))
                        .as("%s in %s", reason, command.getClass().getSimpleName())
                        .isEqualTo("it is refused (" + options + ")")));
    }

    @Test
    void shouldKnowARemedyForEveryReasonThatHasOne() {
        List<Reason> others = Arrays.stream(Reason.values())
                .filter(r -> !HINTS.containsKey(r))
                .toList();
        assertThat(others).containsExactly(Reason.OTHER);
        assertThat(add(spec(new PretrainCommand()), new RefusedException("it is refused")))
                .isEqualTo("it is refused");
    }

    @Test
    void shouldFindTheReasonOfWhatCausedAFailure() {
        RefusedException refused = new RefusedException(Reason.DIVERGED, "it is refused");
        assertThat(add(spec(new PretrainCommand()), new CommandFailure("the command ends", refused)))
                .isEqualTo("the command ends (it is refused) (--rate)");
    }

    @Test
    void shouldNameNoOptionThatTheCommandLacks() {
        assertThat(add(RANKS, new RefusedException(Reason.TRAINING_EXISTS, "it is refused")))
                .isEqualTo("it is refused");
    }

    @Test
    void shouldRepeatNoOptionOfTheMessage() {
        assertThat(add(spec(new PretrainCommand()), new RefusedException(Reason.TRAINING_EXISTS, "add --resume")))
                .isEqualTo("add --resume");
    }

    @Test
    void shouldOfferGeneratedBatchesInsteadOfAFileThatCannotBeUsed() {
        Throwable missing = catchThrowable(() -> BatchFile.read(Path.of("none"), Scenario.FINETUNE));
        BenchException unknown = new BenchException("the losses " + BenchException.LOSSES_NOT_KNOWN);
        assertThat(add(MEASURES, missing)).endsWith(" (or leave out --batches)");
        assertThat(add(MEASURES, unknown)).endsWith(" (or leave out --batches)");
        assertThat(add(MEASURES, new BenchException("it needs Linux"))).isEqualTo("it needs Linux");
    }

    @Test
    void shouldNameTheOptionOfASettingThatIsRefused() {
        ConfigException refused = new ConfigException("broker.port", 70_000, "must be at most 65535");
        assertThat(add(SERVES, refused)).endsWith(" (--port)");
        assertThat(add(RANKS, refused)).isEqualTo(refused.getMessage());
    }

    private static CommandSpec spec(Object command) {
        return new CommandLine(command).getCommandSpec();
    }

    private static String add(CommandSpec command, Throwable failure) {
        return OptionHints.add(command, failure, CommandFailure.explain(failure));
    }
}
