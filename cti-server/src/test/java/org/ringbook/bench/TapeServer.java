package org.ringbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The PBX's end of AMI: lets anybody in, answers what clients ask, and sends what it is given. */
final class TapeServer implements AutoCloseable {

    private static final String GREETING = "Asterisk Call Manager/11.0.0\r\n";
    private static final String BOOTED = "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n";

    private final ServerSocket socket;

    TapeServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Waits for the next client.
     *
     * @param signsIn whether to wait until it has signed in, too, and asked all that it asks at first
     */
    Listener accept(boolean signsIn) throws IOException, InterruptedException {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        var listener = new Listener(client);
        listener.send(GREETING.getBytes(StandardCharsets.US_ASCII));
        if (signsIn) {
            listener.in.await();
        }
        return listener;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One client. */
    static final class Listener implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final CountDownLatch in = new CountDownLatch(1);

        private Listener(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            var answering = new Thread(this::answer, "tape-server-answers");
            answering.setDaemon(true);
            answering.start();
        }

        /** Whole messages. */
        synchronized void send(byte[] messages) throws IOException {
            out.write(messages);
        }

        private void answer() {
            try {
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                var request = new HashMap<String, String>();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        request.put(
                                line.substring(0, colon).toLowerCase(),
                                line.substring(colon + 1).strip());
                    } else if (!request.isEmpty()) {
                        answer(request);
                        request.clear();
                    }
                }
            } catch (IOException gone) {
                in.countDown();
            }
        }

        private void answer(Map<String, String> request) throws IOException {
            String action = request.get("action").toLowerCase();
            String id = request.containsKey("actionid") ? "ActionID: " + request.get("actionid") + "\r\n" : "";
            String says = switch (action) {
                case "challenge" -> "Challenge: 123456789\r\n";
                case "ping" -> "Ping: Pong\r\n";
                case "coresettings" -> "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: bench\r\n";
                case "command" -> "Message: Command output follows\r\nOutput: Asterisk 22.10.1 built by bench\r\n";
                default -> "Message: Fine\r\n";
            };
            String answer = "Response: Success\r\n" + id + says + "\r\n";
            send((action.equals("login") ? answer + BOOTED : answer).getBytes(StandardCharsets.US_ASCII));
            if (action.equals("listcommands")) {
                in.countDown();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
