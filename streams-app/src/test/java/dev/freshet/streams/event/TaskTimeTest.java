package dev.freshet.streams.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.streams.event.TaskTime.Input;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TaskTimeTest {

    private static final long MS = 1_000_000;
    private static final long REQUEST = 2 * MS;
    private static final long EVENT = MS / 20;

    private final TaskTime time = new TaskTime(0.5);
    private long nextEvent = time.date(Input.EVENTS);
    private long nextRequest = time.date(Input.REQUESTS);
    private long spentOnEvents;
    private long spentOnRequests;

    @Test
    void shouldDivideTheTimeByTheShareWhenBothQueue() {
        run(10_000 * MS);
        assertThat((double) spentOnRequests / (spentOnEvents + spentOnRequests)).isCloseTo(0.5, Offset.offset(0.06));
    }

    @Test
    void shouldTakeRequestsBeforeQueuedEventsWithinTheirShare() {
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 16_000; i++) { // 800 ms of events
                takeEvent();
            }
            for (int i = 0; i < 100; i++) { // 200 ms of requests, which is less than half
                assertThat(nextRequest).isLessThan(nextEvent);
                takeRequest();
            }
        }
    }

    @Test
    void shouldTakeEventsSoonAfterRequestsHadTheTaskAlone() {
        for (int i = 0; i < 60_000; i++) { // two minutes
            takeRequest();
        }
        nextEvent = time.date(Input.EVENTS);
        run(200 * MS);
        assertThat(spentOnEvents).isBetween(50 * MS, 150 * MS);
    }

    @Test
    void shouldAlwaysTakeRequestsFirstWhenTheirShareIsAll() {
        TaskTime all = new TaskTime(1);
        for (int i = 0; i < 1_000; i++) {
            long event = all.date(Input.EVENTS);
            assertThat(all.date(Input.REQUESTS)).isLessThan(event);
            all.spend(Input.REQUESTS, REQUEST);
        }
    }

    @Test
    void shouldKnowHowLongRequestsHaveQueuedWithoutAPause() {
        time.restart();
        time.date(Input.REQUESTS);
        for (long at = 0; at <= 3_000; at += 100) {
            time.date(Input.REQUESTS); // the next is at hand before this one is processed
            time.begin(Input.REQUESTS, at);
        }
        assertThat(time.hasQueuedFor(2_900, 3_000)).isTrue();
        assertThat(time.hasQueuedFor(3_000, 3_000)).isFalse();
        time.begin(Input.REQUESTS, 3_100); // nothing behind it
        assertThat(time.hasQueuedFor(0, 3_100)).isFalse();
    }

    @Test
    void shouldBeginAQueueWithTheFirstRequestAfterAPause() {
        time.restart();
        time.date(Input.REQUESTS);
        time.begin(Input.REQUESTS, 0);
        time.date(Input.REQUESTS); // two requests at once, ten seconds later
        time.date(Input.REQUESTS);
        time.begin(Input.REQUESTS, 10_000);
        assertThat(time.hasQueuedFor(0, 10_000)).isFalse();
        time.begin(Input.REQUESTS, 10_001);
        assertThat(time.hasQueuedFor(0, 10_001)).isFalse();
    }

    @Test
    void shouldDateRecordsInMilliseconds() {
        time.spend(Input.EVENTS, 3_600_000 * MS);
        assertThat(time.date(Input.EVENTS)).isEqualTo(3_601_000);
    }

    @Test
    void shouldForgetTheQueueOfATaskThatStartsAnew() {
        time.date(Input.REQUESTS);
        time.date(Input.REQUESTS);
        time.restart();
        time.date(Input.REQUESTS);
        time.begin(Input.REQUESTS, 50);
        assertThat(time.hasQueuedFor(0, 50)).isFalse();
    }

    /** Takes records in order of their dates, while both inputs always have one. */
    private void run(long nanos) {
        long eventsBefore = spentOnEvents;
        long requestsBefore = spentOnRequests;
        while (spentOnEvents - eventsBefore + spentOnRequests - requestsBefore < nanos) {
            if (nextEvent <= nextRequest) {
                takeEvent();
            } else {
                takeRequest();
            }
        }
        spentOnEvents -= eventsBefore;
        spentOnRequests -= requestsBefore;
    }

    private void takeEvent() {
        nextEvent = time.date(Input.EVENTS);
        time.spend(Input.EVENTS, EVENT);
        spentOnEvents += EVENT;
    }

    private void takeRequest() {
        nextRequest = time.date(Input.REQUESTS);
        time.spend(Input.REQUESTS, REQUEST);
        spentOnRequests += REQUEST;
    }
}
