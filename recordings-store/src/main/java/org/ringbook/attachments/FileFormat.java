package org.ringbook.attachments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the first bytes of a file say that it is, as far as browsers may show it. What it calls itself is not asked. */
final class FileFormat {

    static final String PDF = "application/pdf";
    static final String OTHER = "application/octet-stream";
    /** So many bytes are looked at. */
    static final int HEAD = 16;

    private static final int WEBP_AT = 8;

    private FileFormat() {}

    static String of(byte[] head) {
        if (begins(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (begins(head, 0, "\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (begins(head, 0, "GIF87a") || begins(head, 0, "GIF89a")) {
            return "image/gif";
        }
        if (begins(head, 0, "RIFF") && begins(head, WEBP_AT, "WEBP")) {
            return "image/webp";
        }
        return begins(head, 0, "%PDF-") ? PDF : OTHER;
    }

    private static boolean begins(byte[] head, int at, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= at + wanted.length
                && Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
