package dev.freshet.streams.score;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freshet.schemas.ScoreRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScoringFailuresTest {

    private final AtomicLong now = new AtomicLong(5);
    private final ScoringFailures failures = new ScoringFailures(now::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ScoringFailures.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void shouldNameTheFirstFailureWithItsPlaceAndCause() {
        fail("q1");

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage())
                    .contains("model version 7", "'q1'", "'anna'", "partition 3, offset 9", "0 more failed");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("no");
        });
    }

    @Test
    void shouldLogOneFailureAMinuteWithTheNumberOfTheOthers() {
        for (int second = 0; second <= 61; second++) {
            fail("q" + second);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(log.list).hasSize(2);
        assertThat(log.list.get(1).getFormattedMessage()).contains("'q61'", "60 more failed");
    }

    private void fail(String request) {
        failures.add(
                new ScoreRequest(request, "anna", null, 1L, List.of("a"), null),
                "partition 3, offset 9",
                7,
                new IllegalStateException("no"));
    }
}
