package dev.freshet.cli.command;

import dev.freshet.cli.settings.SettingOptions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds to an error message the options that help. Libraries state facts and know no options; this class maps facts to
 * options.
 */
public final class OptionHints {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    /**
     * The options that help when a message states a fact.
     *
     * @param fact pattern to find in a library's message
     * @param options shown when the command has all of them and the message names none of them
     */
    private record Hint(Pattern fact, String options) {

        Hint(String fact, String options) {
            this(Pattern.compile(fact), options);
        }

        boolean fits(CommandSpec command, String message) {
            return fact.matcher(message).find()
                    && OPTION.matcher(options)
                            .results()
                            .map(MatchResult::group)
                            .allMatch(option -> command.optionsMap().containsKey(option) && !message.contains(option));
        }
    }

    private static final List<Hint> HINTS = List.of(
            new Hint("is not empty", "--out"),
            new Hint("holds a training already", "--resume, --out"),
            new Hint("holds no training", "leave out --resume"),
            new Hint("was trained with .*, not", "--out"),
            new Hint("lower learning rate", "--rate"),
            new Hint("is not finite.*weights are unchanged", "--set learning.rate=RATE, --data-dir"),
            new Hint("is not finite.*weights are unchanged", "--set learning.rate=RATE"),
            new Hint("stop part|evaluated part", "see freshet dataset --help"),
            new Hint("no live histories", "--history"),
            new Hint("from scratch", "--init scratch"),
            new Hint("losses on .* are not known|freshet bench batches", "or leave out --batches"));

    private OptionHints() {}

    /** The message of a command's failure, followed in parentheses by the options that help, if any. */
    public static String add(CommandSpec command, Throwable failure, String message) {
        if (failure instanceof ConfigException) {
            for (OptionSpec option : command.options()) {
                String setting = SettingOptions.settingOf(option);
                if (setting != null && message.contains(setting) && !message.contains(option.longestName())) {
                    return message + " (" + option.longestName() + ")";
                }
            }
        }
        return HINTS.stream()
                .filter(hint -> hint.fits(command, message))
                .findFirst()
                .map(hint -> message + " (" + hint.options() + ")")
                .orElse(message);
    }
}
