package dev.freshet.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that closes every connection at once, or keeps it and says nothing; counts the connections. */
final class DeafServer implements AutoCloseable {

    private final ServerSocket server;
    private final boolean hangsUp;
    private final List<Socket> silent = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Thread thread = new Thread(this::accept, "deaf-server");

    private DeafServer(int port, boolean hangsUp) throws IOException {
        this.hangsUp = hangsUp;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    static DeafServer hangingUp(int port) throws IOException {
        return new DeafServer(port, true);
    }

    static DeafServer silent(int port) throws IOException {
        return new DeafServer(port, false);
    }

    int calls() {
        return calls.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                calls.incrementAndGet();
                if (hangsUp) {
                    client.close();
                } else {
                    silent.add(client);
                }
            } catch (IOException e) {
                // the server is closed, or the client has closed the connection
            }
        }
    }

    /** Returns when the port is free: the kernel listens on it until the thread that accepts has left the call. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : silent) {
            client.close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
