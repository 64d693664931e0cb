package dev.freshet.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed key for 127.0.0.1 from the JDK's keytool. Server, client and trust store share it. */
record KeyStores(Path file) {

    static final String PASSWORD = "k3ystore";

    static KeyStores create(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=registry",
                        "-ext",
                        "san=ip:127.0.0.1"))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(15, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool failed: " + Files.readString(file.resolveSibling("keytool.log")));
        }
        return new KeyStores(file);
    }

    /** The context of a server that presents the key and trusts it in clients. */
    SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = load();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = trusted();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A client's trust store, which holds only the certificate. */
    Path trustStore() throws GeneralSecurityException, IOException {
        Path path = file.resolveSibling("trust.p12");
        KeyStore trusted = trusted();
        try (var bytes = Files.newOutputStream(path)) {
            trusted.store(bytes, PASSWORD.toCharArray());
        }
        return path;
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    private KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("registry", load().getCertificate("registry"));
        return trusted;
    }

    /** Settings of a client that trusts the certificate. */
    Map<String, String> trusting() throws GeneralSecurityException, IOException {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                trustStore().toString(),
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }

    /** Settings of a client that presents the key. */
    Map<String, String> showing() {
        return Map.of(
                "schema.registry.ssl.keystore.location",
                file.toString(),
                "schema.registry.ssl.keystore.password",
                PASSWORD,
                "schema.registry.ssl.key.password",
                PASSWORD,
                "schema.registry.ssl.keystore.type",
                "PKCS12");
    }
}
