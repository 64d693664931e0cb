package dev.freshet.cli.settings;

import dev.freshet.schemas.registry.UrlSecrets;
import java.util.regex.Pattern;

/** Keeps what must not be read over a shoulder out of what is printed. */
public final class Secrets {

    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|secret|token(?!s)|jaas|user\\.info|credential(?!s\\.source)|api[._-]?key|keystore\\.key"
                    + "|private[._]?key",
            Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** The value of a setting, unless its name says that it is a secret; without credentials in URLs in any case. */
    public static String hide(String name, String value) {
        if (!value.isEmpty() && SECRET.matcher(name).find()) {
            return "[hidden]";
        }
        return UrlSecrets.hide(value);
    }
}
