package org.ringbook.agent.phone;

import java.util.Locale;
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
 */
public record Account(
        String user, String login, String password, String host, int port, Transport transport, DigitsBy digits) {

    /** How SIP messages travel. */
    public enum Transport {
        UDP,
        TCP
    }

    /** In the stream of sound (RFC 4733), or as SIP INFO for a PBX that wants it so. */
    public enum DigitsBy {
        RTP,
        INFO
    }

    private static final int SIP_PORT = 5060;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:sip:)?(?<user>[A-Za-z0-9_.+*-]{1,64})@(?<host>[A-Za-z0-9.-]{1,253})(?::(?<port>[0-9]{1,5}))?"
                    + "(?:;transport=(?<transport>[A-Za-z]{1,5}))?");

    /**
     * @param address as a person writes it: {@code 101@pbx.example.org}, {@code 101@10.0.0.5:5070;transport=tcp}
     * @param login null when it is the user of the address
     * @throws IllegalArgumentException when it is no such address
     */
    public static Account of(String address, String login, String password, DigitsBy digits) {
        Matcher read = ADDRESS.matcher(address.strip());
        if (!read.matches()) {
            throw new IllegalArgumentException(address);
        }
        int port = read.group("port") == null ? SIP_PORT : Integer.parseInt(read.group("port"));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(address);
        }
        String user = read.group("user");
        return new Account(
                user,
                login == null ? user : login,
                password,
                read.group("host"),
                port,
                transport(address, read.group("transport")),
                digits);
    }

    private static Transport transport(String address, String word) {
        if (word == null) {
            return Transport.UDP;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            default -> throw new IllegalArgumentException(address);
        };
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + ";transport=" + transport.name().toLowerCase(Locale.ROOT);
    }
}
