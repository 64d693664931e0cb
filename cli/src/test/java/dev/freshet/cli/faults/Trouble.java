package dev.freshet.cli.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testkit.faults.ChildJvm;
import dev.freshet.testkit.faults.FaultRound;
import dev.freshet.testkit.faults.FaultRound.App;
import dev.freshet.testkit.faults.FaultRound.Disturbance;
import dev.freshet.testkit.faults.TcpProxy;
import dev.freshet.testkit.faults.ThreeBrokers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The kill of a round, and its disturbance, which begins with the round and runs in a separate thread. */
final class Trouble {

    private static final int SLOW_MS = 150;
    /** Far longer than the session timeout of the apps. */
    private static final Duration GROUP_PATIENCE = Duration.ofMinutes(15);

    private static final List<App> STREAMS = List.of(App.STREAMS_1, App.STREAMS_2);

    private final ThreeBrokers brokers;
    private final Shop shop;

    Trouble(ThreeBrokers brokers, Shop shop) {
        this.brokers = brokers;
        this.shop = shop;
    }

    /** Starts the disturbance; completes when it is over. */
    CompletableFuture<Void> begin(FaultRound round) {
        return CompletableFuture.runAsync(() -> {
            try {
                run(round);
            } catch (Exception e) {
                throw new IllegalStateException("round " + round, e);
            }
        });
    }

    private void run(FaultRound round) throws Exception {
        TcpProxy way = brokers.proxies().get(round.node());
        switch (round.disturbance()) {
            case NONE, EXPIRED_OFFSETS -> {}
            case FREEZE -> freeze(round);
            case SLOW_NETWORK -> {
                way.delay(SLOW_MS);
                Thread.sleep(round.lastsMs());
                way.delay(0);
            }
            case CUT_NETWORK -> way.cut();
            case BLACK_HOLE -> {
                way.blackHole(true);
                Thread.sleep(round.lastsMs());
                way.blackHole(false);
            }
            case BROKER_KILL -> brokers.restart(round.node(), true);
            case BROKER_STOP -> brokers.restart(round.node(), false);
        }
    }

    /** Freezes the bystander, sometimes long enough for others to take over its work while it does not know. */
    private void freeze(FaultRound round) throws InterruptedException {
        ChildJvm frozen = shop.app(round.bystander());
        frozen.freeze();
        Thread.sleep(round.lastsMs());
        frozen.thaw();
    }

    /** Kills the victim and starts it again; in between, the offsets expire in a round of that kind. */
    void kill(FaultRound round) throws Exception {
        shop.app(round.victim()).kill();
        if (round.disturbance() == Disturbance.EXPIRED_OFFSETS) {
            expireOffsets(round.victim());
        }
        shop.start(round.victim());
    }

    /** Does to the group what brokers do a week after its last member has gone; starts the instances other than the victim again. */
    private void expireOffsets(App victim) throws Exception {
        for (App app : STREAMS) {
            shop.app(app).kill();
        }
        await().alias("the group is empty")
                .atMost(GROUP_PATIENCE)
                .ignoreExceptions()
                .until(() -> brokers.admin()
                        .describeConsumerGroups(List.of(Done.APPLICATION))
                        .describedGroups()
                        .get(Done.APPLICATION)
                        .get()
                        .members()
                        .isEmpty());
        brokers.admin().deleteConsumerGroups(List.of(Done.APPLICATION)).all().get();
        for (App app : STREAMS) {
            if (app != victim) {
                shop.start(app);
            }
        }
    }
}
