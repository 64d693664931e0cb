package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Compares docs/reference/commands.md with the code; -Ddocs.write=true rewrites the file. */
class CommandsDocumentTest {

    private static final Path DOCUMENT = Markdown.ROOT.resolve("docs/reference/commands.md");

    private static final String INTRODUCTION = """
        # Commands

        Made from the code by `CommandsDocumentTest`; do not edit. Each text is what `--help` prints. Settings:
        [configuration.md](configuration.md).
        """;

    @Test
    void shouldMatchTheDocument() throws IOException {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        describe(Freshet.commandLine(), text);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text.toString())
                .as("docs/reference/commands.md; rewrite it with -Ddocs.write=true")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    private static void describe(CommandLine command, StringBuilder text) {
        if (command.getCommandName().equals("help")) {
            return;
        }
        text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        command.getUsageMessage(Ansi.OFF)
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        text.append("```\n");
        command.getSubcommands().values().stream().distinct().forEach(sub -> describe(sub, text));
    }
}
