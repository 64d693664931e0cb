package dev.freshet.schemas.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that accepts every connection and never ends its answer: it says nothing, or another header every 20 ms. */
final class StallingServer implements AutoCloseable {

    private final ServerSocket server;
    private final boolean trickles;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    StallingServer(boolean trickles) {
        this.trickles = trickles;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stalling-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                clients.add(client);
                if (trickles) {
                    start(() -> trickle(client));
                }
            }
        } catch (IOException e) {
            // the server is closed
        }
    }

    private static void trickle(Socket client) {
        try {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                client.getOutputStream().write("X: y\r\n".getBytes(US_ASCII));
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // the client or the server has closed the connection
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
