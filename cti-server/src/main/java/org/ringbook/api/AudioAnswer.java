package org.ringbook.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.ringbook.recordings.Recording;
import org.ringbook.recordings.store.StoredAudio;
import org.springframework.http.HttpRange;

/** Sound over HTTP, whole or a range of it (RFC 9110, 14). Nothing but a piece is in memory. */
final class AudioAnswer {

    private static final int PIECE = 64 * 1024;

    /** As of Tomcat's own default servlet: less is cheaper to copy. */
    private static final int WORTH_IT = 48 * 1024;

    /** Set by Tomcat on connections that can; see its documentation of asynchronous writes. */
    private static final String SENDS_FILES = "org.apache.tomcat.sendfile.support";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);
    private static final Map<String, String> ENDINGS =
            Map.of("audio/wav", "wav", "audio/mpeg", "mp3", "audio/ogg", "ogg");

    private final Recording recording;
    private final StoredAudio audio;
    private final boolean download;

    AudioAnswer(Recording recording, StoredAudio audio, boolean download) {
        this.recording = recording;
        this.audio = audio;
        this.download = download;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String tag = "\"" + recording.sha256() + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Accept-Ranges", "bytes");
        // Only the one who was let in keeps it, and asks again whether they still are.
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(recording.format());
        response.setHeader(
                "Content-Disposition",
                (download ? "attachment" : "inline") + "; filename=\"call-" + NAME.format(recording.startedAt()) + "."
                        + ENDINGS.getOrDefault(recording.format(), "bin") + "\"");
        long length = audio.length();
        long from = 0;
        long count = length;
        HttpRange range = range(request, tag, response, length);
        if (response.getStatus() == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            return;
        }
        if (range != null) {
            from = range.getRangeStart(length);
            long last = range.getRangeEnd(length);
            count = last - from + 1;
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + from + "-" + last + "/" + length);
        }
        response.setContentLengthLong(count);
        if (!request.getMethod().equals("HEAD")) {
            send(from, count, request, response);
        }
    }

    /** The system itself sends a file where the connection lets it: no byte passes through here. */
    private void send(long from, long count, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Path file = count >= WORTH_IT && Boolean.TRUE.equals(request.getAttribute(SENDS_FILES))
                ? audio.file().orElse(null)
                : null;
        if (file == null) {
            copy(from, count, response.getOutputStream());
            return;
        }
        request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
        request.setAttribute("org.apache.tomcat.sendfile.start", from);
        request.setAttribute("org.apache.tomcat.sendfile.end", from + count);
    }

    /** @return null for the whole */
    private static HttpRange range(HttpServletRequest request, String tag, HttpServletResponse response, long length) {
        String asked = request.getHeader("Range");
        String onlyIf = request.getHeader("If-Range");
        if (asked == null || onlyIf != null && !onlyIf.equals(tag)) {
            return null;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(asked);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
        // Several at once are answered with the whole, as RFC 9110 allows.
        if (ranges.size() != 1) {
            return null;
        }
        boolean within = length > 0
                && ranges.get(0).getRangeStart(length) < length
                && ranges.get(0).getRangeStart(length) <= ranges.get(0).getRangeEnd(length);
        if (!within) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + length);
            return null;
        }
        return ranges.get(0);
    }

    private void copy(long from, long count, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = audio.read(from, count)) {
            long left = count;
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(PIECE, left));
                if (read < 0) {
                    return;
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }
}
