package dev.freshet.schemas.registry;

import java.util.Map;
import java.util.TreeMap;

/** Settings of Confluent's client: the given ones, and those that follow from them. */
final class RegistryClientSettings {

    private static final String PREFIX = "schema.registry.";

    private RegistryClientSettings() {}

    static Map<String, String> of(Map<String, String> given, RegistryAddress address) {
        Map<String, String> settings = new TreeMap<>(given);
        // The client reads TLS settings only with the prefix, and all others only without it.
        given.forEach((name, value) -> {
            if (name.startsWith("ssl.")) {
                settings.putIfAbsent(PREFIX + name, value);
            } else if (name.startsWith(PREFIX)) {
                settings.putIfAbsent(name.substring(PREFIX.length()), value);
            }
        });
        address.userInfo().ifPresent(userInfo -> settings.putIfAbsent("basic.auth.user.info", userInfo));
        if (settings.containsKey("basic.auth.user.info")) {
            settings.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
        }
        if (settings.containsKey("bearer.auth.token")) {
            settings.putIfAbsent("bearer.auth.credentials.source", "STATIC_TOKEN");
        }
        settings.putIfAbsent("http.connect.timeout.ms", "5000");
        settings.putIfAbsent("http.read.timeout.ms", "10000");
        // Later versions of the client retry calls by themselves, in addition to our retries.
        settings.put("max.retries", "0");
        return settings;
    }
}
