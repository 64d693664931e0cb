package dev.freshet.testkit.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between clients and one port of this machine. It can delay data, cut its connections or pass no data. */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long delayMs;
    private volatile boolean blackHole;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port of the loopback address. */
    public static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Delays every piece of data by this many milliseconds; 0 for no delay. */
    public void delay(long ms) {
        delayMs = ms;
    }

    /** While on, no data passes and no side gets an error. Afterwards all sent data arrives, because TCP retransmits it. */
    public void blackHole(boolean on) {
        blackHole = on;
    }

    /** Closes every connection and accepts new ones. */
    public void cut() {
        open.forEach(TcpProxy::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // closed, or the client disconnected while connecting
            }
        }
    }

    private void connect(Socket client) {
        Socket upstream;
        try {
            upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        } catch (IOException e) {
            closeQuietly(client); // as if no process listened
            return;
        }
        open.add(client);
        open.add(upstream);
        daemon(() -> pump(client, upstream));
        daemon(() -> pump(upstream, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                holdBack(from);
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // one side has closed, so close the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private void holdBack(Socket connection) throws InterruptedException {
        if (delayMs > 0) {
            Thread.sleep(delayMs);
        }
        while (blackHole && !connection.isClosed()) {
            Thread.sleep(10);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the connection is closed in any case
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
