package dev.freshet.cli.console;

/** A run that had to end, in words for whoever started it. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure's message and, unless that says it already, the message of what caused it first. */
    public static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = words(failure);
        String cause = words(root).lines().findFirst().orElseThrow(); // what a parser adds below says nothing to a user
        return message.contains(cause) ? message : message + " (" + cause + ")";
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
