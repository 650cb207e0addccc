package org.ringbook.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads actions off a line, within Asterisk's limits: 1024 bytes a line, 128 headers an action. */
final class AmiRequestReader {

    private static final int LONGEST_LINE = 1024;
    private static final int MOST_HEADERS = 128;
    private static final int MOST_BYTES = 1024 * 1024;

    /** An action that cannot be read; what follows it can. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private final InputStream in;

    AmiRequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * The next action.
     *
     * @return null at the end of the line
     * @throws IOException also when one action goes on for ever
     */
    AmiRequest next() throws IOException, Unreadable {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        String trouble = null;
        int bytes = 0;
        while (true) {
            var line = line();
            if (line == null) {
                return null;
            }
            bytes += line.length();
            if (bytes > MOST_BYTES) {
                throw new IOException("an action of more than " + MOST_BYTES + " bytes");
            }
            if (line.isEmpty() && trouble != null) {
                throw new Unreadable(trouble);
            }
            if (line.isEmpty() && !headers.isEmpty()) {
                return new AmiRequest(headers);
            }
            if (line.length() > LONGEST_LINE) {
                trouble = "Failed to parse message: line too long";
            } else if (!line.isEmpty() && headers.size() == MOST_HEADERS) {
                trouble = "Failed to parse message: too many lines";
            } else if (!line.isEmpty()) {
                headers.add(header(line));
            }
        }
    }

    private static Map.Entry<String, String> header(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? Map.entry(line.strip(), "")
                : Map.entry(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
    }

    /** One line without its end; of one that is too long, no more than shows that it is. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int skipped = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() > LONGEST_LINE) {
                if (++skipped > MOST_BYTES) {
                    throw new IOException("a line of more than " + MOST_BYTES + " bytes");
                }
            } else if (b != '\r') {
                line.write(b);
            }
        }
        return null;
    }
}
