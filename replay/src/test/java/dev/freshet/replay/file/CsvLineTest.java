package dev.freshet.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void shouldSplitPlainFieldsAndKeepEmptyOnes() {
        assertThat(CsvLine.split("a,,b c,")).containsExactly("a", "", "b c", "");
    }

    @Test
    void shouldTreatAnEmptyLineAsOneEmptyField() {
        assertThat(CsvLine.split("")).containsExactly("");
    }

    @Test
    void shouldUnquoteQuotedFields() {
        assertThat(CsvLine.split("\"a,b\",\"say \"\"hi\"\"\",\"\"")).containsExactly("a,b", "say \"hi\"", "");
    }

    @Test
    void shouldRefuseAnOpenQuote() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvLine.split("a,\"b,c"))
                .withMessage("a quote is not closed");
    }

    @Test
    void shouldRefuseTextAfterAClosingQuote() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvLine.split("\"a\"b,c"))
                .withMessage("text follows a closing quote");
    }

    @Property
    void shouldReadBackWhateverIsQuoted(@ForAll @NotEmpty List<String> fields) {
        String line = fields.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
        assertThat(CsvLine.split(line)).isEqualTo(fields);
    }
}
