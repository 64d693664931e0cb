package dev.freshet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.Setting;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class OptionHintsTest {

    @Command
    static final class Trains {

        @Option(names = "--resume")
        boolean resume;

        @Option(names = "--out")
        String out;

        @Setting(AppConfig.BROKER_PORT)
        @Option(names = {"-p", "--port"})
        int port;
    }

    @Command
    static final class Ranks {}

    private static final CommandSpec TRAINS = new CommandLine(new Trains()).getCommandSpec();
    private static final CommandSpec RANKS = new CommandLine(new Ranks()).getCommandSpec();

    @Test
    void shouldAddTheOptionsThatHelp() {
        assertThat(add(TRAINS, "set/pretrain holds a training already"))
                .isEqualTo("set/pretrain holds a training already (--resume, --out)");
    }

    @Test
    void shouldNotNameAnOptionThatTheCommandLacks() {
        assertThat(add(RANKS, "set/pretrain holds a training already"))
                .isEqualTo("set/pretrain holds a training already");
    }

    @Test
    void shouldNotRepeatAnOptionOfTheMessage() {
        assertThat(add(TRAINS, "holds a training already; add --resume"))
                .isEqualTo("holds a training already; add --resume");
    }

    @Test
    void shouldNameTheOptionOfASettingThatIsRefused() {
        ConfigException refused = new ConfigException("broker.port", 70_000, "must be at most 65535");
        assertThat(OptionHints.add(TRAINS, refused, refused.getMessage())).endsWith(" (--port)");
        assertThat(OptionHints.add(RANKS, refused, refused.getMessage())).isEqualTo(refused.getMessage());
    }

    private static String add(CommandSpec command, String message) {
        return OptionHints.add(command, new IllegalStateException(message), message);
    }
}
