package dev.freshet.schemas.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * The address of the registry: its URLs without credentials, so that they can be printed, and the credentials.
 *
 * @param urls in the order in which they are tried
 * @param userInfo NAME:PASSWORD, when a URL has it
 */
record RegistryAddress(List<String> urls, Optional<String> userInfo) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mock");

    /**
     * Parses URLs that are separated by commas.
     *
     * @throws ConfigException when one cannot be the URL of a registry
     */
    static RegistryAddress parse(String text) {
        List<String> urls = new ArrayList<>();
        Optional<String> userInfo = Optional.empty();
        for (String url : Arrays.stream(text.split(",", -1)).map(String::trim).toList()) {
            URI uri = uri(url);
            if (uri.getUserInfo() != null) {
                userInfo = Optional.of(uri.getUserInfo());
                url = url.replace("//" + uri.getRawUserInfo() + "@", "//");
            }
            urls.add(url);
        }
        return new RegistryAddress(List.copyOf(urls), userInfo);
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            boolean known = SCHEMES.contains(String.valueOf(uri.getScheme())) && uri.getRawAuthority() != null;
            if (known && (uri.getRawUserInfo() != null || !url.contains("@"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message would contain the URL with its credentials.
        }
        throw new ConfigException(
                "schema.registry.url " + UrlSecrets.hide(url) + " is not the URL of a schema registry; write"
                        + " http://HOST:PORT or https://HOST:PORT, several with"
                        + " commas between, and in NAME:PASSWORD@ before HOST"
                        + " %40 for @ and %2F for /");
    }

    @Override
    public String toString() {
        return String.join(",", urls);
    }
}
