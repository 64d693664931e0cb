package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** Runs commands of freshet in this JVM. */
final class CommandLines {

    private CommandLines() {}

    /** Output of a command that must succeed; arguments are separated by single spaces. */
    static String done(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(run(command, out, err)).as(command + ": " + err).isZero();
        return out.toString();
    }

    /** The error of a command that must fail: one line. */
    static String refused(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(run(command, out, err)).as(command + ": " + out).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("freshet: ");
        return err.toString();
    }

    private static int run(String command, StringWriter out, StringWriter err) {
        return Freshet.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.stream(command.split(" ", -1)).toArray(String[]::new));
    }
}
