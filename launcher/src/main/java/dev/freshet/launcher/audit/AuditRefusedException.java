package dev.freshet.launcher.audit;

/** An audit that cannot be made, and why; nothing is known about the topics then. */
public final class AuditRefusedException extends RuntimeException {

    AuditRefusedException(String message) {
        super(message);
    }
}
