package org.ringbook.recordings.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.ringbook.recordings.fetch.RecordingFetcher.NeverThere;
import org.ringbook.recordings.fetch.RecordingFetcher.NotThereYet;
import org.ringbook.recordings.store.DiskSpace;

/**
 * Gets sound over HTTP from an operator. Where it is, where it leads on to and what comes is not believed: only the source's own
 * scheme, host and port are asked, and hosts that the operator has besides; none inside the own network unless the source is there
 * itself. A name is asked for once, and what was checked is what is used. Only sound of a sensible size is taken. What was cut off
 * goes on where it ended when the other side can do that. Any thread; the caller waits.
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
     * @param hosts whom else it may lead to, over the same scheme and its usual port: "files.example.org", or "example.org" for it and
     *     all below it. They see none of the headers
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
            permitted(now.address());
            CloseableHttpClient client = client();
            try {
                ClassicHttpResponse answer = client.executeOpen(null, asked(now, into, mark), null);
                int status = answer.getCode();
                if (status / 100 != 3) {
                    take(answer, status, into, mark, space);
                    return;
                }
                now = next(now, header(answer, "Location"));
            } catch (ElsewhereException elsewhere) {
                throw new NeverThere("other_host");
            } finally {
                // What is left of an answer is not waited for.
                client.close(CloseMode.IMMEDIATE);
            }
        }
        throw new NotThereYet("refused");
    }

    private CloseableHttpClient client() {
        var connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(CONNECT_MILLIS))
                .setSocketTimeout(Timeout.ofMilliseconds(SILENCE_MILLIS))
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedAddresses())
                        .setDefaultConnectionConfig(connection)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("Ringbook")
                .build();
    }

    private HttpUriRequestBase asked(Request request, Path into, Path mark) throws IOException {
        var asked = new HttpUriRequestBase(request.form() == null ? "GET" : "POST", request.address());
        // What is sounds, and not a page that says so.
        asked.setHeader("Accept", "audio/*, application/octet-stream;q=0.9, */*;q=0.1");
        if (isHome(request.address())) {
            request.headers().forEach(asked::setHeader);
        }
        if (request.form() != null) {
            asked.setEntity(
                    new StringEntity(request.form(), ContentType.APPLICATION_FORM_URLENCODED.withCharset(UTF_8)));
        } else if (Files.exists(into) && Files.exists(mark)) {
            asked.setHeader("Range", "bytes=" + Files.size(into) + "-");
            asked.setHeader("If-Range", Files.readString(mark));
        }
        return asked;
    }

    private static String header(ClassicHttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** A form is sent once. */
    private Request next(Request before, String location) throws NotThereYet, NeverThere {
        if (location == null) {
            throw new NotThereYet("refused");
        }
        try {
            URI address = before.address().resolve(location.strip().replace(" ", "%20"));
            return Request.get(address, before.headers());
        } catch (IllegalArgumentException unreadable) {
            throw new NeverThere("refused");
        }
    }

    private void permitted(URI address) throws IOException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null || !scheme.equals("https") && !scheme.equals("http")) {
            throw new NeverThere("refused");
        }
        if (home.getScheme().equalsIgnoreCase("https") && !scheme.equals("https")) {
            throw new NeverThere("refused");
        }
        boolean known =
                isHome(address) || isAtUsualPort(address) && hosts.stream().anyMatch(each -> isBelow(host, each));
        if (!known) {
            throw new NeverThere("other_host");
        }
    }

    /** Same scheme, host and port. */
    private boolean isHome(URI address) {
        return isSameOrigin(home, address);
    }

    /** Whether both have the same scheme, host and port: what is said to the one may be said to the other. */
    public static boolean isSameOrigin(URI one, URI other) {
        return one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && port(one) == port(other);
    }

    /** Where the source itself has a port of its own, so may what belongs to it. */
    private boolean isAtUsualPort(URI address) {
        return port(address) == usualPort(address) || port(home) != usualPort(home);
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? usualPort(address) : address.getPort();
    }

    private static int usualPort(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /** The name leads into the own network, where the source is not. */
    private static final class ElsewhereException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        ElsewhereException(String host) {
            super(host);
        }
    }

    /** What is connected to is what was looked at: another answer a moment later changes nothing. */
    private final class CheckedAddresses implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = InetAddress.getAllByName(host);
            boolean inside = Arrays.stream(found).anyMatch(HttpDownload::isInside);
            if (inside && !host.equalsIgnoreCase(home.getHost()) && !isHomeInside()) {
                throw new ElsewhereException(host);
            }
            return found;
        }

        private boolean isHomeInside() throws UnknownHostException {
            return Arrays.stream(InetAddress.getAllByName(home.getHost())).allMatch(HttpDownload::isInside);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
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

    private static void take(ClassicHttpResponse answer, int status, Path into, Path mark, DiskSpace space)
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
        String type = String.valueOf(header(answer, "Content-Type")).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/") || type.contains("json") || type.contains("xml")) {
            throw new NotThereYet("page_instead");
        }
        long length = answer.getEntity() == null ? 0 : answer.getEntity().getContentLength();
        boolean goesOn = status == 206 && Files.exists(into) && begins(answer, Files.size(into));
        if (status == 206 && !goesOn) {
            Files.deleteIfExists(into);
            throw new NotThereYet("trouble");
        }
        long before = goesOn ? Files.size(into) : 0;
        if (length > LARGEST || before + Math.max(0, length) > LARGEST) {
            throw new NeverThere("too_large");
        }
        space.require(Math.max(0, length));
        note(header(answer, "ETag"), mark);
        long read = copy(answer, into, goesOn, space);
        if (length >= 0 && read != length) {
            throw new NotThereYet("cut_off");
        }
        Files.deleteIfExists(mark);
    }

    private static boolean begins(ClassicHttpResponse answer, long at) {
        return String.valueOf(header(answer, "Content-Range")).startsWith("bytes " + at + "-");
    }

    /** Only what surely is the same file may be gone on with. */
    private static void note(String tag, Path mark) throws IOException {
        if (tag != null && !tag.startsWith("W/") && tag.length() < 200) {
            Files.writeString(mark, tag);
        } else {
            Files.deleteIfExists(mark);
        }
    }

    private static long copy(ClassicHttpResponse answer, Path into, boolean goesOn, DiskSpace space)
            throws IOException {
        byte[] piece = new byte[PIECE];
        long total = 0;
        try (InputStream in = answer.getEntity() == null
                        ? InputStream.nullInputStream()
                        : answer.getEntity().getContent();
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
