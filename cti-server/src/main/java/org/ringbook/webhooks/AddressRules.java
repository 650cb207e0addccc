package org.ringbook.webhooks;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where may be sent to. The server stands inside of a network, and whoever sets a webhook must not reach through it what only this
 * machine reaches: its own ports, and what clouds answer about themselves. The local network is allowed, because that is where a
 * company's other systems are.
 */
final class AddressRules {

    private static final int LONGEST = 2000;
    private static final Pattern PARTS =
            Pattern.compile("(https?)://([^/?#\\s]+)([/?][^#\\s]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]@]+)(:\\d{1,5})?");

    /** What clouds answer about themselves at, where it is not link-local. */
    private static final List<IpAddressMatcher> METADATA = Arrays.stream(
                    new String[] {"100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::/32", "fd20:ce::254"})
            .map(IpAddressMatcher::new)
            .toList();

    /** Others write an IPv4 address into an IPv6 one, and a gateway may undo that: 6to4, and translation. */
    private static final List<IpAddressMatcher> WRAPPED =
            List.of(new IpAddressMatcher("2002::/16"), new IpAddressMatcher("64:ff9b::/96"));

    private static final IpAddressMatcher THIS_NETWORK = new IpAddressMatcher("0.0.0.0/8");

    private final List<IpAddressMatcher> allowed;

    /** @param allowed in spite of the rules */
    AddressRules(List<String> allowed) {
        this.allowed = allowed.stream().map(IpAddressMatcher::new).toList();
    }

    /**
     * As it is kept: names in letters of their own, such as of .рф, as the network writes them.
     *
     * @throws Refused when it is no address that can be sent to
     */
    String read(String typed) {
        String text = typed == null ? "" : typed.strip();
        Matcher parts = PARTS.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            throw Refused.because("url", "webhooks.url", LONGEST);
        }
        Matcher host = HOST.matcher(parts.group(2));
        if (!host.matches()) {
            throw Refused.because("url", parts.group(2).contains("@") ? "webhooks.url.user" : "webhooks.url", LONGEST);
        }
        String rest = parts.group(3) == null ? "/" : parts.group(3);
        String port = host.group(2) == null ? "" : host.group(2);
        String name = ascii(host.group(1));
        refuseWhatIsKnownToBeRefused(name);
        try {
            return URI.create(parts.group(1).toLowerCase(Locale.ROOT) + "://" + name + port + rest)
                    .toASCIIString();
        } catch (IllegalArgumentException unreadable) {
            throw Refused.because("url", "webhooks.url", LONGEST);
        }
    }

    private static String ascii(String host) {
        if (host.startsWith("[")) {
            return host;
        }
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            if (!ascii.isEmpty()) {
                return ascii;
            }
        } catch (IllegalArgumentException unreadable) {
            // told below
        }
        throw Refused.because("url", "webhooks.url", LONGEST);
    }

    /** Without asking for names, which may take long: that is done when it is sent. */
    private void refuseWhatIsKnownToBeRefused(String host) {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        boolean own = host.equals("localhost") || host.endsWith(".localhost");
        if (!literal && !own) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (refuses(address)) {
                    throw Refused.because("url", "webhooks.url.inside", host);
                }
            }
        } catch (UnknownHostException unreadable) {
            throw Refused.because("url", "webhooks.url", LONGEST);
        }
    }

    boolean refuses(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        if (allowed.stream().anyMatch(each -> each.matches(text))) {
            return false;
        }
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || text.equals("255.255.255.255")
                || THIS_NETWORK.matches(text)
                || METADATA.stream().anyMatch(each -> each.matches(text))
                || WRAPPED.stream().anyMatch(each -> each.matches(text));
    }
}
