package dev.freshet.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Hangs up on everybody who calls, and counts the calls. */
final class DeafServer implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger calls = new AtomicInteger();

    DeafServer(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::hangUp, "deaf-server");
        thread.setDaemon(true);
        thread.start();
    }

    int calls() {
        return calls.get();
    }

    private void hangUp() {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                calls.incrementAndGet();
            } catch (IOException e) {
                // closed, or a caller that has gone away
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
