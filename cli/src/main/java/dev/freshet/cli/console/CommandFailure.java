package dev.freshet.cli.console;

import dev.freshet.replay.LogRefusedException;

/** A failure that ends a command; the message is for the user. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A failure's message, followed by the message of its root cause unless that is already part of it. For a refused
     * log, the settings that may help follow.
     */
    public static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = words(failure);
        String cause = words(root).lines().findFirst().orElseThrow(); // a parser's further lines do not help
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
