package org.ringbook.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** The setting {@code ringbook.http.proxies}: whose {@code X-Forwarded-*} are believed. */
final class Proxies {

    private Proxies() {}

    /**
     * As the container reads them: networks.
     *
     * @throws HttpMisconfigured when one of them is no address and no network
     */
    static String networks(List<String> settings) {
        var networks = new ArrayList<String>();
        for (String each : settings) {
            String text = each.strip();
            if (!text.isEmpty()) {
                networks.add(network(text));
            }
        }
        return String.join(", ", networks);
    }

    private static String network(String text) {
        String[] parts = text.split("/", -1);
        boolean literal = parts[0].matches("\\d+(\\.\\d+){3}") || parts[0].matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        try {
            if (literal && parts.length <= 2) {
                new IpAddressMatcher(text);
                return parts.length == 2 ? text : text + (text.contains(":") ? "/128" : "/32");
            }
        } catch (IllegalArgumentException unreadable) {
            // the words below say what is expected
        }
        throw new HttpMisconfigured(
                "\"" + text + "\" in ringbook.http.proxies is no address.",
                "Write the addresses of your proxy, as in 127.0.0.1, 10.0.0.0/24 or ::1, with commas between.");
    }

    /** @throws HttpMisconfigured for ways in which everybody would be believed */
    static void check(String strategy) {
        if (!List.of("none", "native").contains(strategy.strip().toLowerCase(Locale.ROOT))) {
            throw new HttpMisconfigured(
                    "ringbook.http.forwarded-headers is \"" + strategy + "\".",
                    "Set it to native behind a proxy whose address stands in ringbook.http.proxies, else to none.");
        }
    }

    static List<String> list(String setting) {
        return Arrays.asList(setting.split(","));
    }
}
