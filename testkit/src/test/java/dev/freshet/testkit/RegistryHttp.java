package dev.freshet.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls a registry's REST API directly, without a client library. */
final class RegistryHttp {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;

    RegistryHttp(String url) {
        this.url = url;
    }

    void setCompatibility(String subject, String level) throws IOException, InterruptedException {
        call("PUT", "/config/" + encode(subject), "{\"compatibility\":\"" + level + "\"}");
    }

    /** Registers a body unchanged and returns the answer. */
    String register(String subject, String body) throws IOException, InterruptedException {
        return call("POST", "/subjects/" + encode(subject) + "/versions", body);
    }

    String subjects() throws IOException, InterruptedException {
        return call("GET", "/subjects", null);
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
