package dev.freshet.cli.command.audit;

import dev.freshet.audit.balance.BalanceAudit;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet audit balance}. */
@Command(
        name = "balance",
        description = {
            "Holds topics against what the streams app has counted.",
            "Every event is accepted, rejected, late, duplicate or a dead letter; every",
            "request has one answer; nothing is lost, nothing is there twice. Names the first",
            "violations by topic, partition and offset."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  freshet audit balance -b kafka:9092 --registry http://registry:8081",
            "  freshet audit balance --config shop.properties      as freshet streams has it",
            "  freshet audit balance --set application.id=shop     an app with another id",
            "",
            "The app may go on: figures of one at rest are exact, each of one at work is held",
            "to what was counted before and after. Ends with 1 on a violation, and when the",
            "app has processed nothing."
        })
final class AuditBalanceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(Map.of(), AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        return AuditRun.execute(
                spec,
                settings,
                (kafka, config, registry, listener) -> new BalanceAudit(kafka, config, registry, listener).run());
    }
}
