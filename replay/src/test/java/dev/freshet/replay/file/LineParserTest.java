package dev.freshet.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {

    private static final Columns COLUMNS = new Columns("user", "product", "action", "", "time", "");
    private static final String HEADER = "user,product,action,time";

    @Test
    void shouldSplitPlainFieldsAndKeepEmptyOnes() {
        assertThat(csv("a,,b c,")).containsExactly("a", "", "b c", "");
    }

    @Test
    void shouldKeepSpacesBackslashesAndHashes() {
        assertThat(csv("#a, b , \"c\" ,\\d")).containsExactly("#a", " b ", " \"c\" ", "\\d");
    }

    @Test
    void shouldUnquoteQuotedFields() {
        assertThat(csv("\"a,b\",\"say \"\"hi\"\"\",\"\",d")).containsExactly("a,b", "say \"hi\"", "", "d");
    }

    @Test
    void shouldKeepAQuoteInsideAPlainField() {
        assertThat(csv("5\" cup,b,c,d")).containsExactly("5\" cup", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,\"b,c,d", "a,b,c,\"d", "a,b,c,\"", "\""})
    void shouldRefuseAnOpenQuote(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv(line))
                .withMessage("not CSV: Missing closing quote for value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"b,c,d,e", "\"a\" ,c,d,e", "a,b,c,\"d\"\t", "\"a\"\"\"b,c,d,e"})
    void shouldRefuseTextAfterAClosingQuote(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv(line))
                .withMessage("not CSV: text follows a closing quote");
    }

    @Test
    void shouldAcceptQuotesAndCommasWithinQuotes() {
        assertThat(csv("\"p,\"\"q\",b,c,\"\"")).containsExactly("p,\"q", "b", "c", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c|Not enough column values: expected 4, found 3",
                "a|Not enough column values: expected 4, found 1",
                "a,b,c,d,e|Too many entries: expected at most 4 (value #4 (1 chars) \"e\")",
                "a,b,c,d,|Too many entries: expected at most 4 (value #4 (0 chars) \"\")"
            })
    void shouldRefuseTooFewAndTooManyFields(String line, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> csv(line)).withMessage("not CSV: " + why);
    }

    @Test
    void shouldRefuseARecordAfterACarriageReturn() {
        assertThatIllegalArgumentException().isThrownBy(() -> csv("a,b,c,d\re,f,g,h"));
    }

    @Test
    void shouldUseTheFirstOfColumnsWithTheSameName() {
        LineParser parser = LineParser.csv("user, time ,product,action,time", COLUMNS);
        assertThat(parser.parse("u,1,p,VIEW,2").time()).isEqualTo("1");
    }

    @Property
    void shouldReadBackEveryQuotedField(@ForAll @Size(4) List<String> fields) {
        List<String> quoted = fields.stream()
                .map(field -> '"' + field.replace("\"", "\"\"") + '"')
                .toList();
        assertThat(csv(String.join(",", quoted))).isEqualTo(fields);
    }

    @Test
    void shouldNameTheFieldsOfTheObjectsSoFar() {
        LineParser parser = LineParser.json(COLUMNS);
        assertThat(parser.parse("{\"user\":\"u\",\"time\":5}").time()).isEqualTo("5");
        assertThat(parser.parse("{\"sku\":null}").product()).isNull();
        assertThat(parser.names()).containsExactly("sku", "time", "user");
    }

    private static List<String> csv(String line) {
        Fields fields = LineParser.csv(HEADER, COLUMNS).parse(line);
        return List.of(fields.user(), fields.product(), fields.action(), fields.time());
    }
}
