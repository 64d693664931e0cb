package dev.freshet.cli.command.audit;

import dev.freshet.audit.balance.BalanceAudit;
import dev.freshet.cli.command.ConnectionOptions;
import dev.freshet.cli.command.FreshetCommand;
import dev.freshet.cli.settings.AppConfig;
import dev.freshet.cli.settings.AppSettings;
import dev.freshet.streams.TopologyConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet audit balance}. */
@Command(
        name = "balance",
        description = {
            "Compares the topics with the counters of the streams app.",
            "Every event is accepted, rejected, late, duplicate or a dead letter; every request has one answer;"
                    + " nothing is lost or duplicated. Names the first violations by topic, partition and offset."
        },
        footer = {
            "",
            "  freshet audit balance -b kafka:9092 --registry http://registry:8081",
            "  freshet audit balance --config shop.properties   the settings of freshet streams",
            "  freshet audit balance --set application.id=shop  an app with another id",
            "",
            "The app may keep running: its counters are then read before and after, and each topic must lie between."
                    + " Without traffic the check is exact. Exits with 1 on a violation, and when the app has processed"
                    + " nothing."
        })
final class AuditBalanceCommand extends FreshetCommand {

    @Mixin
    private ConnectionOptions options;

    @Override
    public Integer call() throws Exception {
        AppSettings settings = options.settings(AppConfig.CONNECTION, TopologyConfig.DEFINITION);
        return AuditRun.execute(
                spec(),
                settings,
                (kafka, config, registry, listener) -> new BalanceAudit(kafka, config, registry, listener).run());
    }
}
