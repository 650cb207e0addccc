package org.ringbook.agent.phone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As whom and where the telephone registers.
 *
 * @param user the extension, such as 101
 * @param login name for the password; mostly the same as the user
 * @param host name or address of the PBX
 * @param port of the PBX, 1 to 65535
 * @param digits how keys that are pressed in a call are sent
 * @param encryption whether sound is encrypted
 * @param others more servers of the same PBX, {@code host:port}, asked in turn when the one before does not answer
 * @param certificate file (PEM) with the certificate authority that vouches for the PBX over TLS; null for those that the JDK
 *     knows
 */
public record Account(
        String user,
        String login,
        String password,
        String host,
        int port,
        Transport transport,
        DigitsBy digits,
        Encryption encryption,
        List<String> others,
        String certificate) {

    /** How SIP messages travel. */
    public enum Transport {
        UDP(5060),
        TCP(5060),
        TLS(5061);

        private final int port;

        Transport(int port) {
            this.port = port;
        }

        /** Where a PBX listens unless it says otherwise. */
        public int port() {
            return port;
        }
    }

    /** In the stream of sound (RFC 4733), as SIP INFO, or as tones that are heard, for a PBX that wants it so. */
    public enum DigitsBy {
        RTP,
        INFO,
        TONES
    }

    /** Over TLS where the PBX can, and as others ask for it; or always, so that a call that cannot be encrypted is none. */
    public enum Encryption {
        AUTO,
        REQUIRED
    }

    private static final int MOST_SERVERS = 8;
    private static final String SERVER = "[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:sip:)?(?<user>[A-Za-z0-9_.+*-]{1,64})@(?<servers>" + SERVER + "(?:," + SERVER + "){0,"
                    + (MOST_SERVERS - 1) + "})(?<more>(?:;[a-z]{1,20}=[A-Za-z]{1,20}){0,4})");

    public Account {
        others = List.copyOf(others);
    }

    /**
     * @param address as a person writes it: {@code 101@pbx.example.org}, {@code 101@10.0.0.5:5070;transport=tcp},
     *     {@code 101@one.example.org,two.example.org;transport=tls;srtp=required}
     * @param login null when it is the user of the address
     * @throws IllegalArgumentException when it is no such address
     */
    public static Account of(String address, String login, String password, DigitsBy digits) {
        Matcher read = ADDRESS.matcher(address.strip());
        if (!read.matches()) {
            throw new IllegalArgumentException(address);
        }
        Map<String, String> more = more(address, read.group("more"));
        Transport transport = one(Transport.class, more.getOrDefault("transport", "udp"), address);
        List<String> servers = Arrays.stream(read.group("servers").split(","))
                .map(server -> withPort(server, transport, address))
                .toList();
        String first = servers.get(0);
        String user = read.group("user");
        return new Account(
                user,
                login == null ? user : login,
                password,
                hostOf(first),
                portOf(first),
                transport,
                digits,
                one(Encryption.class, more.getOrDefault("srtp", "auto"), address),
                servers.subList(1, servers.size()),
                null);
    }

    private static Map<String, String> more(String address, String text) {
        Map<String, String> more = new HashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.substring(1).split(";")) {
            String[] pair = part.split("=");
            if (!List.of("transport", "srtp").contains(pair[0]) || more.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException(address);
            }
        }
        return more;
    }

    private static <T extends Enum<T>> T one(Class<T> type, String word, String address) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(address, none);
        }
    }

    private static String withPort(String server, Transport transport, String address) {
        String whole = server.contains(":") ? server : server + ":" + transport.port();
        int port = portOf(whole);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(address);
        }
        return whole;
    }

    private static String hostOf(String server) {
        return server.substring(0, server.lastIndexOf(':'));
    }

    private static int portOf(String server) {
        return Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
    }

    /** The same with the certificate authority of the company itself. */
    public Account trusting(String file) {
        return new Account(user, login, password, host, port, transport, digits, encryption, others, file);
    }

    /** The same with the next server first. */
    public Account elsewhere() {
        if (others.isEmpty()) {
            return this;
        }
        List<String> turned = new ArrayList<>(others.subList(1, others.size()));
        turned.add(host + ":" + port);
        String next = others.get(0);
        return new Account(
                user, login, password, hostOf(next), portOf(next), transport, digits, encryption, turned, certificate);
    }

    /** Whether who calls whom cannot be read on the way. */
    public boolean signalsEncrypted() {
        return transport == Transport.TLS;
    }

    /** Whether the telephone asks for encrypted sound when it calls. */
    public boolean asksForEncryption() {
        return encryption == Encryption.REQUIRED || transport == Transport.TLS;
    }

    /** All of it as {@link #of} reads it, without the password. */
    @Override
    public String toString() {
        String more = others.isEmpty() ? "" : "," + String.join(",", others);
        return user + "@" + host + ":" + port + more + ";transport="
                + transport.name().toLowerCase(Locale.ROOT)
                + (encryption == Encryption.REQUIRED ? ";srtp=required" : "");
    }
}
