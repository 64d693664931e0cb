package dev.freshet.audit;

/** An audit that cannot be made, and why; nothing is known about the topics then. */
public final class AuditRefusedException extends RuntimeException {

    public AuditRefusedException(String message) {
        super(message);
    }
}
