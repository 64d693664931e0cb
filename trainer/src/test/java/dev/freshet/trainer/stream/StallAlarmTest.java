package dev.freshet.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StallAlarmTest {

    private final AtomicLong now = new AtomicLong(5);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(StallAlarm.class);

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
    void shouldNameThePartitionsThatHoldTheMergeBackOnceAMinute() {
        StallAlarm alarm = new StallAlarm(now::get);
        for (int second = 0; second < 130; second++) {
            alarm.check(List.of(1, 4));
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.getFormattedMessage()).contains("partitions [1, 4] of training-examples"));
    }

    @Test
    void shouldNotWarnWhileRecordsComeOut() {
        StallAlarm alarm = new StallAlarm(now::get);
        for (int second = 0; second < 130; second++) {
            alarm.check(List.of(1));
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            alarm.moved();
        }
        assertThat(log.list).isEmpty();
    }
}
