package dev.freshet.cli.console;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Configures where apps and libraries write their logs; standard output belongs to the command. */
public final class Logs {

    private Logs() {}

    public static void to(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.putProperty("file", file.toString());
        configure(context, "logback-run.xml");
    }

    static void toStandardError() {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), "logback-app.xml");
    }

    private static void configure(LoggerContext context, String resource) {
        Map<String, String> properties = context.getCopyOfPropertyMap();
        context.reset();
        properties.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Logs.class.getResource("/" + resource));
        } catch (JoranException e) {
            throw new IllegalStateException(resource + " is part of the program and cannot be read", e);
        }
    }
}
