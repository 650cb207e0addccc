package org.ringbook.telephony.webhooks;

import java.nio.charset.StandardCharsets;

/**
 * How a message that came over HTTP is kept: the path that it came to, a line feed, and the body as it came. What was read
 * from a history is kept in the same form, under a path that no webhook has.
 *
 * @param path at most 500 characters of it, without line feeds
 */
public record RawHook(String path, byte[] body) {

    private static final int LONGEST_PATH = 500;

    public RawHook {
        path = path.replace('\n', ' ').substring(0, Math.min(path.length(), LONGEST_PATH));
    }

    public static RawHook of(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != '\n') {
            end++;
        }
        int from = Math.min(end + 1, message.length);
        byte[] body = new byte[message.length - from];
        System.arraycopy(message, from, body, 0, body.length);
        return new RawHook(new String(message, 0, end, StandardCharsets.UTF_8), body);
    }

    /** As it is kept. */
    public byte[] bytes() {
        byte[] head = (path + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
