package dev.freshet.trainer.offline;

import dev.freshet.core.dataset.LogEvent;
import dev.freshet.core.dataset.Split;
import dev.freshet.core.event.Action;
import dev.freshet.core.event.TimeSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A seeded log. Customer u carts only products p with {@code p % 3 == u % 3}. */
final class Shop {

    private static final long DAY = TimeSpan.DAY;
    private static final int PRODUCTS = 24;

    private Shop() {}

    static List<LogEvent> log(int customers) {
        Random random = new Random(1);
        List<LogEvent> log = new ArrayList<>();
        for (int user = 0; user < customers; user++) {
            for (int visit = 0; visit < 8; visit++) {
                long time = DAY + visit * DAY + random.nextInt(1000) * TimeSpan.MINUTE / 2;
                int wanted = 3 * random.nextInt(PRODUCTS / 3) + user % 3;
                page(log, "u" + user, "r" + user + "-" + visit, time, wanted);
            }
        }
        log.sort(Comparator.comparingLong(LogEvent::timestamp));
        return log;
    }

    private static void page(List<LogEvent> log, String user, String request, long time, int wanted) {
        for (int i = 0; i < 12; i++) {
            String product = "p" + (wanted + i) % PRODUCTS;
            log.add(new LogEvent(user, product, Action.VIEW, "list", time, request));
        }
        log.add(new LogEvent(user, "p" + wanted, Action.CART_UPDATE, "list", time + 1000, request));
        log.add(new LogEvent(user, "p" + wanted, Action.CLICK, null, time + 2000, null));
    }

    static DatasetSpec recipe(List<LogEvent> log, boolean notebook) {
        Split split = Split.of(log.get(0).timestamp(), log.get(log.size() - 1).timestamp(), 2 * DAY, 0);
        return new DatasetSpec(notebook, split, "none", Set.of(), notebook ? 0 : 0.25, 1);
    }

    static Dataset dataset(Path directory, int customers) {
        List<LogEvent> log = log(customers);
        DatasetBuilder.build(log.iterator(), recipe(log, false), directory);
        return Dataset.open(directory);
    }
}
