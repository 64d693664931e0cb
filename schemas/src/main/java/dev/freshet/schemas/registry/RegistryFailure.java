package dev.freshet.schemas.registry;

import java.io.IOException;
import java.security.cert.CertificateException;

/** Explains why a call to the registry failed, in one line that ends with the remedy. */
final class RegistryFailure {

    private RegistryFailure() {}

    /** Whether the same call may succeed later. */
    static boolean mayPass(Exception failure) {
        return failure instanceof RegistryAnswerException answer
                ? answer.mayPass()
                : failure instanceof IOException io && !isDistrust(io);
    }

    /** Whether a TLS connection failed because of a certificate, which no retry fixes. */
    private static boolean isDistrust(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return String.valueOf(failure.getMessage()).startsWith("HTTPS hostname wrong");
    }

    static String explain(RegistryAddress address, String operation, Exception cause) {
        String start = "the schema registry at " + address;
        if (cause instanceof RegistryAnswerException answer) {
            return start + explain(operation, answer);
        }
        if (cause instanceof IOException io && isDistrust(io)) {
            return start + " is not trusted (" + operation + "): " + cause.getMessage()
                    + "; name a trust store with its certificate by schema.registry.ssl.truststore.location, or use the"
                    + " host name that the certificate is for";
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return start + " did not answer (" + operation + "): " + reason
                + "; check that it runs at this address and accepts the configured credentials, then restart";
    }

    private static String explain(String operation, RegistryAnswerException answer) {
        String what = " (" + operation + "): " + answer.describe();
        if (answer.isUnauthorized()) {
            return " refused the credentials" + what + "; set schema.registry.basic.auth.user.info=NAME:PASSWORD or"
                    + " schema.registry.bearer.auth.token to what it accepts";
        }
        if (answer.isForeign()) {
            return " does not speak as one" + what + "; is this the registry's address, or that of a web page or a"
                    + " proxy? Give the whole URL, with its path (Apicurio: /apis/ccompat/v7)";
        }
        return " did not answer" + what + "; check that it runs at this address, then restart";
    }
}
