package dev.freshet.cli.console;

import dev.freshet.replay.LogRefusedException;

/** A run that had to end, in words for whoever started it. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A failure's message and, unless that says it already, the message of what caused it first; of a refused log, also
     * the settings that may help.
     */
    public static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = words(failure);
        String cause = words(root).lines().findFirst().orElseThrow(); // a parser adds lines that do not help a user
        return (message.contains(cause) ? message : message + " (" + cause + ")") + remedies(failure);
    }

    private static String remedies(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LogRefusedException refused
                    && !refused.remedies().isEmpty()) {
                return "; try --set " + String.join(" or --set ", refused.remedies());
            }
        }
        return "";
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
