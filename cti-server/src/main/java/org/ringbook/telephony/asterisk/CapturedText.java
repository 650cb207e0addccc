package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A captured file as support gets it: saved by an editor in UTF-16 or with a mark at its beginning, or copied out of a chat, where
 * each line begins with blanks or with the mark of a quotation.
 */
final class CapturedText {

    /** More is no capture of a few calls; it would have to be cut. */
    private static final long LONGEST = 1024L * 1024 * 1024;

    private CapturedText() {}

    /**
     * @param file a path, or "-" for standard input
     * @throws IOException when it cannot be read, or is too long to be read at once
     */
    static String read(String file) throws IOException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes((int) LONGEST);
            if (bytes.length == LONGEST) {
                throw new IOException("It is longer than " + LONGEST / 1024 / 1024 + " MB: cut it at an empty line.");
            }
            return text(bytes);
        }
    }

    static String text(byte[] bytes) {
        Charset charset = charset(bytes);
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2) {
            int first = bytes[0] & 0xFF;
            int second = bytes[1] & 0xFF;
            if (first == 0xFE && second == 0xFF || first == 0 && second != 0) {
                return StandardCharsets.UTF_16BE;
            }
            if (first == 0xFF && second == 0xFE || first != 0 && second == 0) {
                return StandardCharsets.UTF_16LE;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException anOlderOne) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** Without what stands before the headers; empty lines stay empty. */
    static String withoutIndentation(String text) {
        var lines = new StringBuilder(text.length());
        text.lines().forEach(line -> lines.append(withoutMarks(line)).append("\r\n"));
        return lines.toString();
    }

    private static String withoutMarks(String line) {
        int from = 0;
        while (from < line.length()
                && (Character.isWhitespace(line.charAt(from)) || ">|\u00A0".indexOf(line.charAt(from)) >= 0)) {
            from++;
        }
        return line.substring(from).stripTrailing();
    }
}
