package org.ringbook.agent.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where the server is, as people write it: {@code https://ringbook.example.org}, {@code ringbook:8080}.
 *
 * @param base http or https, without a slash at its end
 */
public record ServerAddress(URI base) {

    private static final String SESSION = "/agents/session";

    /** @throws IllegalArgumentException when it is no address of a server */
    public static ServerAddress of(String text) {
        String written = text.strip().replaceFirst("(?<=[^/:])/+$", "");
        String full = written.contains("://") ? written : "http://" + written;
        try {
            URI uri = new URI(full.replaceFirst("^(?i)ws(s?)://", "http$1://"));
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new IllegalArgumentException("not an address of a server: " + uri.getHost());
            }
            return new ServerAddress(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address of a server");
        }
    }

    public boolean encrypted() {
        return base.getScheme().equalsIgnoreCase("https");
    }

    /** A password that goes there in the clear leaves this machine. */
    public boolean exposed() {
        String host = base.getHost();
        return !encrypted() && !host.equals("localhost") && !host.equals("[::1]") && !host.startsWith("127.");
    }

    public String host() {
        return base.getHost();
    }

    public int port() {
        return base.getPort() >= 0 ? base.getPort() : encrypted() ? 443 : 80;
    }

    URI session() {
        String http = base.toString() + SESSION;
        return URI.create("ws" + http.substring(4));
    }

    /**
     * A page of this server.
     *
     * @param template path as the server names it; anything but a plain path on the server itself gives null, because
     *     nothing that the server sends may lead elsewhere
     */
    public URI page(String template, String value) {
        if (template == null || !template.matches("/[A-Za-z0-9][A-Za-z0-9/_?=&{}.-]*")) {
            return null;
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String path = template.replaceAll("\\{[a-z]+}", encoded.replace("$", ""));
        return path.matches("[^{}]*") ? URI.create(base + path) : null;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
