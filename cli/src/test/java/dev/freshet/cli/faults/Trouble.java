package dev.freshet.cli.faults;

import dev.freshet.testkit.faults.ChildJvm;
import dev.freshet.testkit.faults.FaultRound;
import dev.freshet.testkit.faults.TcpProxy;
import dev.freshet.testkit.faults.ThreeBrokers;
import java.util.concurrent.CompletableFuture;

/** The disturbance of a round, besides the kill. It begins with the round and runs in a separate thread. */
final class Trouble {

    private static final int SLOW_MS = 150;

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
            case NONE -> {}
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
}
