package dev.freshet.schemas.registry;

import java.util.Set;

/** An answer that is not the one asked for: an error of the registry, or something that no registry would say. */
public final class RegistryAnswerException extends Exception {

    /** Confluent's code for an invalid schema. */
    public static final int INVALID_SCHEMA = 42201;

    /** Our own codes, outside the range of HTTP: the answer is not a registry's JSON; the schema is not Avro. */
    public static final int NOT_JSON = -1;

    public static final int NOT_AVRO = -2;

    /** Codes for "no such schema" of the server and of the mock; a plain 404 rather means a wrong address. */
    private static final Set<Integer> NOT_FOUND = Set.of(40403, 40401);

    private final int status;
    private final int code;

    public RegistryAnswerException(int status, int code, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /** Too many calls, or the server is at fault: the same call may succeed later. */
    boolean mayPass() {
        return status == 429 || status >= 500;
    }

    boolean isRefusal() {
        return status == 409 || status == 422;
    }

    boolean isUnknownSchema() {
        return NOT_FOUND.contains(code);
    }

    boolean isForeignSchema() {
        return code == NOT_AVRO;
    }

    boolean isUnauthorized() {
        return status == 401 || isForbidden();
    }

    boolean isForbidden() {
        return status == 403;
    }

    /** Whether something other than a registry seems to have answered. */
    boolean isForeign() {
        return code == NOT_JSON || status == 404 || status == 405 || (status >= 300 && status < 400);
    }

    /** The answer in a few words, without the client's unhelpful message about a body that is not JSON. */
    String describe() {
        if (code == NOT_JSON) {
            return "it answered with something that is not a registry's JSON (" + getMessage() + ")";
        }
        boolean spoken = code >= 1_000 && code != 50005;
        return "HTTP " + status + (spoken || code == status ? ": " + getMessage() : "");
    }
}
