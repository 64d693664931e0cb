package dev.freshet.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports for servers that must know their port before they start, or keep it across a restart. The ports lie outside the
 * system's range for outgoing connections, and a JVM gives out each port at most once.
 */
public final class ServerPorts {

    /** Ports below this one belong to well-known services. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 65_535;
    private static final int FEWEST = 1_000;
    private static final int TRIES = 200;
    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** Linux's range unless somebody has changed it; most other systems' begins higher. */
    private static final String USUAL = "32768 60999";

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private ServerPorts() {}

    /** A port of the loopback address that nobody listens on, outside the system's range if one is found there. */
    public static int free() {
        Range range = Range.outside(ephemeral());
        Random random = new Random(); // another JVM must not try the same ports in the same order
        for (int i = 0; i < TRIES && range.size() >= FEWEST; i++) {
            int port = range.first() + random.nextInt(range.size());
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GIVEN.add(socket.getLocalPort());
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static String ephemeral() {
        // Read once: the kernel returns the whole line to the first read and nothing to the next.
        try (BufferedReader file = Files.newBufferedReader(EPHEMERAL)) {
            String line = file.readLine();
            return line != null && line.matches("\\d+\\s+\\d+\\s*") ? line : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }

    /** Ports from first to last. */
    record Range(int first, int last) {

        int size() {
            return last - first + 1;
        }

        /** The larger of the server ranges below and above the system's range for outgoing connections. */
        static Range outside(String ephemeral) {
            String[] bounds = ephemeral.strip().split("\\s+", -1);
            Range below = new Range(LOWEST, Integer.parseInt(bounds[0]) - 1);
            Range above = new Range(Math.max(LOWEST, Integer.parseInt(bounds[1]) + 1), HIGHEST);
            return below.size() >= above.size() ? below : above;
        }
    }
}
