package dev.freshet.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(echo.getLocalPort());
        Thread serving = new Thread(this::serve);
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldForwardData() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void shouldHoldDataBackWhileItIsABlackHole() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            proxy.blackHole(true);
            client.setSoTimeout(300);
            assertThatThrownBy(() -> ask(client, 8)).isInstanceOf(SocketTimeoutException.class);
            proxy.blackHole(false);
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void shouldDelayData() throws IOException {
        try (Socket client = connect()) {
            proxy.delay(200);
            long before = System.nanoTime();
            assertThat(ask(client, 7)).isEqualTo(7);
            assertThat(System.nanoTime() - before)
                    .as("both ways are slow, nanoseconds")
                    .isGreaterThan(390_000_000L);
        }
    }

    @Test
    void shouldCutConnectionsAndAcceptNewOnes() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            proxy.cut();
            assertThatThrownBy(() -> ask(client, 8)).isInstanceOfAny(SocketException.class, EOFException.class);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, 9)).isEqualTo(9);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int ask(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new EOFException();
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread answering = new Thread(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // the test cut it
                    }
                });
                answering.setDaemon(true);
                answering.start();
            } catch (IOException e) {
                return;
            }
        }
    }
}
