package dev.freshet.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends what libraries and components log to a file; the console is the run's own. */
final class Logs {

    private Logs() {}

    static void to(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("file", file.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Logs.class.getResource("/logback-run.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("logback-run.xml is part of the program and cannot be read", e);
        }
    }
}
