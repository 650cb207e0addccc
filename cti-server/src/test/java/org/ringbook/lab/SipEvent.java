package org.ringbook.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SIP message as a telephone saw it.
 *
 * @param sent true when the telephone sent it
 * @param startLine first line, such as {@code SIP/2.0 180 Ringing}
 * @param text the whole message
 */
public record SipEvent(Instant at, boolean sent, String startLine, String callId, String cseq, String text) {

    private static final Pattern MESSAGE = Pattern.compile(
            "-{20,} (\\d{4}-\\d\\d-\\d\\d)[ \\t](\\d\\d:\\d\\d:\\d\\d\\.\\d+)[^\\n]*\\n"
                    + "UDP message (sent|received)[^\\n]*\\n\\n(.*?)(?=\\n-{20,} \\d{4}|\\z)",
            Pattern.DOTALL);
    private static final Pattern CALL_ID = Pattern.compile("^Call-ID:\\s*(\\S+)", Pattern.MULTILINE);
    private static final Pattern CSEQ = Pattern.compile("^CSeq:\\s*(.*\\S)", Pattern.MULTILINE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    /** Reads SIPp's own record of its messages. */
    static List<SipEvent> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SipEvent> events = new ArrayList<>();
        Matcher matcher = MESSAGE.matcher(text);
        while (matcher.find()) {
            String message = matcher.group(4);
            events.add(new SipEvent(
                    LocalDateTime.parse(matcher.group(1) + " " + matcher.group(2), TIME)
                            .toInstant(ZoneOffset.UTC),
                    matcher.group(3).equals("sent"),
                    message.lines().findFirst().orElse(""),
                    first(CALL_ID, message),
                    first(CSEQ, message),
                    message));
        }
        return events;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    public boolean isRequest(String method) {
        return startLine.startsWith(method + " ");
    }

    /** The first header of this name, or an empty text. */
    String header(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /** A response to a request of this method. */
    public boolean isResponse(int status, String method) {
        return startLine.startsWith("SIP/2.0 " + status + " ") && cseq.endsWith(" " + method);
    }
}
