package dev.freshet.schemas.registry;

import java.util.regex.Pattern;

/** Keeps names and passwords in URLs out of what is printed. */
public final class UrlSecrets {

    /** To the last @ of a URL: a password may hold slashes and @ that nobody escaped. */
    private static final Pattern USER = Pattern.compile("//[^,\\s]*@");

    private UrlSecrets() {}

    /** The text, with three stars for the credentials of each URL in it. */
    public static String hide(String text) {
        return USER.matcher(text).replaceAll("//***@");
    }
}
