package dev.freshet.cli.command;

import dev.freshet.bench.BenchException;
import dev.freshet.cli.settings.SettingOptions;
import dev.freshet.model.file.RefusedException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds to an error message the options that help. Libraries state facts and know no options; this class maps facts to
 * options.
 */
public final class OptionHints {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private OptionHints() {}

    /**
     * The message of a command's failure. Options that help follow in parentheses when the command has all of them and the
     * message names none of them.
     */
    public static String add(CommandSpec command, Throwable failure, String message) {
        return hints(command, failure, message)
                .filter(hint -> names(hint)
                        .allMatch(option -> command.optionsMap().containsKey(option) && !message.contains(option)))
                .findFirst()
                .map(hint -> message + " (" + hint + ")")
                .orElse(message);
    }

    private static Stream<String> hints(CommandSpec command, Throwable failure, String message) {
        return failure instanceof ConfigException
                ? optionsOfSettings(command, message)
                : Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .flatMap(cause -> remedy(cause, message).stream());
    }

    private static Optional<String> remedy(Throwable cause, String message) {
        if (cause instanceof BenchException
                && (message.contains(BenchException.WRITES_BATCHES)
                        || message.contains(BenchException.LOSSES_NOT_KNOWN))) {
            return Optional.of("or leave out --batches");
        }
        return cause instanceof RefusedException refused ? remedy(refused.reason()) : Optional.empty();
    }

    private static Optional<String> remedy(RefusedException.Reason reason) {
        return switch (reason) {
            case OTHER -> Optional.empty();
            case DIRECTORY_NOT_EMPTY, OTHER_SETTINGS -> Optional.of("--out");
            case TRAINING_EXISTS -> Optional.of("--resume, --out");
            case TRAINING_MISSING -> Optional.of("leave out --resume");
            case DIVERGED -> Optional.of("--rate");
            case PART_TOO_SMALL -> Optional.of("see freshet dataset --help");
            case NO_LIVE_HISTORIES -> Optional.of("--history");
            case NO_LIVE_FEATURES -> Optional.of("--term");
            case OTHER_PRODUCTS -> Optional.of("--init scratch");
        };
    }

    /** The options of the settings that a message names. */
    private static Stream<String> optionsOfSettings(CommandSpec command, String message) {
        return command.options().stream()
                .filter(option ->
                        SettingOptions.settingOf(option) != null && message.contains(SettingOptions.settingOf(option)))
                .map(OptionSpec::longestName);
    }

    private static Stream<String> names(String hint) {
        return OPTION.matcher(hint).results().map(MatchResult::group);
    }
}
