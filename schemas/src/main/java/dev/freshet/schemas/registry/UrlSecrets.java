package dev.freshet.schemas.registry;

import java.util.regex.Pattern;

/** Keeps names and passwords in URLs out of what is printed. */
public final class UrlSecrets {

    /** Matches up to the last @ of a URL, since a password may hold unescaped slashes and @. */
    private static final Pattern USER = Pattern.compile("//[^,\\s]*@");

    private UrlSecrets() {}

    /** The text, with three stars for the credentials of each URL in it. */
    public static String hide(String text) {
        return USER.matcher(text).replaceAll("//***@");
    }
}
