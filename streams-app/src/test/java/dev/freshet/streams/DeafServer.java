package dev.freshet.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that closes every connection at once and counts the connections. */
final class DeafServer implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread thread = new Thread(this::hangUp, "deaf-server");

    DeafServer(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
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
                // the server is closed, or the client has closed the connection
            }
        }
    }

    /** Returns when the port is free: the kernel listens on it until the thread that accepts has left the call. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
