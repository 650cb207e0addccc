package org.ringbook.recordings.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.store.DiskSpace;

/**
 * Gets sound over HTTP from an operator. Where it is, where it leads on to and what comes is not believed: only the hosts that the
 * source has are asked, none inside the own network unless the source is there itself, and only sound of a sensible size is
 * taken. What was cut off goes on where it ended when the other side can do that. Any thread; the caller waits.
 */
public final class HttpDownload {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 30_000;
    private static final int MOST_REDIRECTS = 5;
    private static final long LARGEST = 1024L * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final Set<Integer> COMES_LATER = Set.of(202, 204, 404, 408, 425, 429);

    private final URI home;
    private final List<String> hosts;

    /**
     * @param home where the source is; an address inside the own network is asked only when this one is there, too
     * @param hosts whom else it may lead to: "files.example.org", or "example.org" for it and all below it
     */
    public HttpDownload(URI home, List<String> hosts) {
        this.home = home;
        this.hosts = List.copyOf(hosts);
    }

    /** Asks for an address, as {@code GET} unless there is something to post. */
    public record Request(URI address, Map<String, String> headers, String form) {

        public static Request get(URI address, Map<String, String> headers) {
            return new Request(address, headers, null);
        }

        /** Without what may hold a secret. */
        @Override
        public String toString() {
            return "Request[" + address.getHost() + "]";
        }
    }

    /**
     * @param into gets the sound; what an earlier try left there may be gone on with
     * @param space for it
     * @throws NotThereYet when it may come later
     * @throws NeverThere when it will not, or must not be asked for
     * @throws org.ringbook.recordings.store.StoreFull when there is too little room
     */
    public void get(Request request, Path into, DiskSpace space) throws IOException {
        Path mark = into.resolveSibling(into.getFileName() + ".etag");
        Request now = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpURLConnection connection = open(now, into, mark);
            try {
                int status = connection.getResponseCode();
                if (status / 100 != 3) {
                    take(connection, status, into, mark, space);
                    return;
                }
                now = next(now, connection.getHeaderField("Location"));
            } finally {
                connection.disconnect();
            }
        }
        throw new NotThereYet("refused");
    }

    private HttpURLConnection open(Request request, Path into, Path mark) throws IOException {
        permitted(request.address());
        var connection = (HttpURLConnection) request.address().toURL().openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setUseCaches(false);
        // What is sounds, and not a page that says so.
        connection.setRequestProperty("Accept", "audio/*, application/octet-stream;q=0.9, */*;q=0.1");
        request.headers().forEach(connection::setRequestProperty);
        if (request.form() != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.form().getBytes(StandardCharsets.UTF_8));
            }
        } else if (Files.exists(into) && Files.exists(mark)) {
            connection.setRequestProperty("Range", "bytes=" + Files.size(into) + "-");
            connection.setRequestProperty("If-Range", Files.readString(mark));
        }
        return connection;
    }

    /** The secrets of a request go to nobody but whom they are for; a form is sent once. */
    private Request next(Request before, String location) throws NotThereYet, NeverThere {
        if (location == null) {
            throw new NotThereYet("refused");
        }
        URI address;
        try {
            address = before.address().resolve(location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException unreadable) {
            throw new NeverThere("refused");
        }
        boolean downgraded = "https".equals(before.address().getScheme()) && !"https".equals(address.getScheme());
        if (downgraded) {
            throw new NeverThere("refused");
        }
        boolean same = before.address().getHost().equals(address.getHost());
        return Request.get(address, same ? before.headers() : Map.of());
    }

    private void permitted(URI address) throws IOException {
        String scheme = String.valueOf(address.getScheme());
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new NeverThere("refused");
        }
        boolean known = host.equalsIgnoreCase(home.getHost()) && address.getPort() == home.getPort()
                || hosts.stream().anyMatch(each -> isBelow(host, each));
        if (!known) {
            throw new NeverThere("other_host");
        }
        boolean inside = false;
        for (InetAddress one : InetAddress.getAllByName(host)) {
            inside |= isInside(one);
        }
        if (inside && !host.equalsIgnoreCase(home.getHost())) {
            for (InetAddress one : InetAddress.getAllByName(home.getHost())) {
                if (!isInside(one)) {
                    throw new NeverThere("other_host");
                }
            }
        }
    }

    private static boolean isBelow(String host, String known) {
        String small = host.toLowerCase(Locale.ROOT);
        return small.equals(known.toLowerCase(Locale.ROOT)) || small.endsWith("." + known.toLowerCase(Locale.ROOT));
    }

    private static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static void take(HttpURLConnection connection, int status, Path into, Path mark, DiskSpace space)
            throws IOException {
        if (status == 416) {
            Files.deleteIfExists(into);
            throw new NotThereYet("trouble");
        }
        if (status == 410) {
            throw new NeverThere("gone");
        }
        if (COMES_LATER.contains(status)) {
            throw new NotThereYet("not_there_yet");
        }
        if (status == 401 || status == 403) {
            throw new NotThereYet("refused");
        }
        if (status != 200 && status != 206) {
            throw new NotThereYet("trouble");
        }
        String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.contains("json") || type.contains("xml")) {
            throw new NotThereYet("page_instead");
        }
        long length = connection.getContentLengthLong();
        boolean goesOn = status == 206 && Files.exists(into) && begins(connection, Files.size(into));
        if (status == 206 && !goesOn) {
            Files.deleteIfExists(into);
            throw new NotThereYet("trouble");
        }
        long before = goesOn ? Files.size(into) : 0;
        if (length > LARGEST || before + Math.max(0, length) > LARGEST) {
            throw new NeverThere("too_large");
        }
        space.require(Math.max(0, length));
        note(connection.getHeaderField("ETag"), mark);
        long read = copy(connection, into, goesOn, space);
        if (length >= 0 && read != length) {
            throw new NotThereYet("cut_off");
        }
        Files.deleteIfExists(mark);
    }

    private static boolean begins(HttpURLConnection connection, long at) {
        return String.valueOf(connection.getHeaderField("Content-Range")).startsWith("bytes " + at + "-");
    }

    /** Only what surely is the same file may be gone on with. */
    private static void note(String tag, Path mark) throws IOException {
        if (tag != null && !tag.startsWith("W/") && tag.length() < 200) {
            Files.writeString(mark, tag);
        } else {
            Files.deleteIfExists(mark);
        }
    }

    private static long copy(HttpURLConnection connection, Path into, boolean goesOn, DiskSpace space)
            throws IOException {
        byte[] piece = new byte[PIECE];
        long total = 0;
        try (InputStream in = connection.getInputStream();
                OutputStream out = space.guard(
                        goesOn
                                ? Files.newOutputStream(into, StandardOpenOption.APPEND)
                                : Files.newOutputStream(into))) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
                total += read;
                if (total > LARGEST) {
                    throw new NeverThere("too_large");
                }
            }
        }
        return total;
    }
}
