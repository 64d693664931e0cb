package dev.freshet.cli.settings;

import dev.freshet.schemas.registry.UrlSecrets;
import java.util.regex.Pattern;

/** Hides secrets in settings that are printed. */
public final class Secrets {

    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|secret|token(?!s)|jaas|user\\.info|credential(?!s\\.source)|api[._-]?key|keystore\\.key"
                    + "|private[._]?key",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The value of a setting without credentials in URLs; hidden when the name says that it is a secret. */
    public static String hide(String name, String value) {
        if (!value.isEmpty() && SECRET.matcher(name).find()) {
            return "[hidden]";
        }
        return UrlSecrets.hide(value);
    }
}
