package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.settings.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares docs/reference/configuration.md with the code; -Ddocs.write=true rewrites the file. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Markdown.ROOT.resolve("docs/reference/configuration.md");

    @Test
    void shouldMatchTheDocument() throws IOException {
        String text = ConfigurationDocument.text();
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text)
                .as("docs/reference/configuration.md; rewrite it with -Ddocs.write=true")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void shouldKnowEverySettingThatCanBeSet() {
        assertThat(SettingNames.known())
                .allSatisfy(name -> assertThat(ConfigurationDocument.text()).contains("| `" + name + "` |"));
    }
}
