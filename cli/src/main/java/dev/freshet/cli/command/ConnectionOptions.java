package dev.freshet.cli.command;

import dev.freshet.cli.settings.AppConfig;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of a command that reads or writes records, and so needs their schemas. */
public class ConnectionOptions extends BrokersOptions {

    @Option(
            names = "--registry",
            order = 91,
            paramLabel = "URL",
            description = "The schema registry; default: http://localhost:8081.")
    private String registry;

    @Override
    public Map<String, Object> more() {
        Map<String, Object> more = super.more();
        more.put(AppConfig.REGISTRY_URL, registry);
        return more;
    }
}
