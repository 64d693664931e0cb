package dev.freshet.embedded;

import java.util.Arrays;

/** An error answer of the registry, with Confluent's code. */
final class RegistryException extends RuntimeException {

    private final int code;

    private RegistryException(int code, String message) {
        super(message);
        this.code = code;
    }

    static RegistryException subjectNotFound(String subject) {
        return new RegistryException(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryException versionNotFound(String version) {
        return new RegistryException(40402, "Version " + version + " not found.");
    }

    static RegistryException schemaNotFound(String what) {
        return new RegistryException(40403, "Schema " + what + " not found");
    }

    static RegistryException noLevel(String subject) {
        return new RegistryException(
                40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryException notFound(String path) {
        return new RegistryException(404, "HTTP 404 Not Found: this development registry does not serve " + path);
    }

    static RegistryException invalidSchema(String reason) {
        return new RegistryException(42201, "Input schema is an invalid Avro schema: " + reason);
    }

    static RegistryException invalidVersion(String version) {
        return new RegistryException(
                42202,
                "The specified version '" + version + "' is not a valid version id. Allowed values are between [1,"
                        + " 2^31-1] and the string \"latest\"");
    }

    static RegistryException invalidCompatibility(String level) {
        return new RegistryException(
                42203,
                "Invalid compatibility level " + level + "; use one of " + Arrays.toString(Compatibility.values()));
    }

    static RegistryException badRequest(String reason) {
        return new RegistryException(400, reason);
    }

    static RegistryException incompatible(String subject, String reason) {
        return new RegistryException(
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\": "
                        + reason);
    }

    /** Confluent's error_code: the HTTP status, or the status and two more digits. */
    int code() {
        return code;
    }

    int status() {
        return code < 1000 ? code : code / 100;
    }
}
