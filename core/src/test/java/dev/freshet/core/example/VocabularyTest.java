package dev.freshet.core.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Test
    void shouldGiveRowZeroToNullAndToUnknownIds() {
        Vocabulary vocabulary = new Vocabulary();
        assertThat(vocabulary.admit(null)).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.row(null)).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.row("stranger")).isEqualTo(Vocabulary.UNKNOWN);
        assertThat(vocabulary.size()).isEqualTo(1);
        assertThat(vocabulary.admit("")).isEqualTo(1);
    }

    @Property
    void shouldGiveRowsInOrderOfAdmissionAndKeepThem(@ForAll List<String> ids) {
        Vocabulary vocabulary = new Vocabulary();
        ids.forEach(vocabulary::admit);
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        assertThat(vocabulary.ids()).isEqualTo(distinct);
        assertThat(vocabulary.size()).isEqualTo(distinct.size() + 1);
        for (int i = 0; i < distinct.size(); i++) {
            assertThat(vocabulary.row(distinct.get(i))).isEqualTo(i + 1);
            assertThat(vocabulary.admit(distinct.get(i))).isEqualTo(i + 1);
        }
        assertThat(new Vocabulary(distinct).ids()).isEqualTo(distinct);
    }

    @Test
    void shouldRejectAListThatRepeatsAnId() {
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "b", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeats");
    }
}
