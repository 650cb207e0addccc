package org.ringbook.telephony.asterisk.agi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An Asterisk's part of the conversation over FastAGI. */
final class Agis {

    private Agis() {}

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks who is calling, says "done" to each command, and returns all commands. */
    static String asks(int port, String number) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String head =
                    "agi_network: yes\nagi_network_script: who-is-calling\nagi_request: agi://127.0.0.1/who-is-calling\n"
                            + "agi_channel: PJSIP/carrier-00000001\nagi_uniqueid: 1.1\nagi_callerid: " + number
                            + "\n\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            var reader = new java.io.BufferedReader(
                    new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var commands = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                commands.append(line).append('\n');
                socket.getOutputStream().write("200 result=1\n".getBytes(StandardCharsets.UTF_8));
            }
            return commands.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
