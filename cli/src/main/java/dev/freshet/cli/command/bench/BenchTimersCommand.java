package dev.freshet.cli.command.bench;

import dev.freshet.bench.queue.QueueBench;
import dev.freshet.bench.queue.QueuePlan;
import dev.freshet.bench.queue.QueueReport;
import dev.freshet.cli.command.FreshetCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet bench timers}. */
@Command(
        name = "timers",
        description =
                "Measures what a timer and a waiting request cost an event of the streams app while many are open,"
                        + " compared with few, after both were compared with a sorted set. Prints one line of JSON.",
        footer = {
            "",
            "  freshet bench timers  about a minute",
            "  freshet bench timers --open 200000 --rounds 3 --json timers.json",
            "",
            "Each measurement has a new store on Kafka's test driver, with RocksDB and changelog, and no broker. An event"
                    + " opens one entry and lets one leave. Times are the thread's processor time; the ratio is that of"
                    + " the least ones."
        })
final class BenchTimersCommand extends FreshetCommand {

    @Mixin
    private BenchOutput output;

    @Option(names = "--open", defaultValue = "50000", description = "Open entries; default: ${DEFAULT-VALUE}.")
    private int open;

    @Option(names = "--few", defaultValue = "500", description = "To compare with; default: ${DEFAULT-VALUE}.")
    private int few;

    @Option(names = "--events", defaultValue = "20000", description = "To measure; default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--rounds", defaultValue = "5", description = "Of both in turn; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Override
    public Integer call() {
        QueuePlan plan = new QueuePlan(few, open, events, rounds);
        output.write(bench -> QueueBench.run(plan, bench), QueueReport::lines);
        return 0;
    }
}
