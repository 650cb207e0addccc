package org.ringbook.agent.sip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.message.Message;
import org.ringbook.agent.phone.Party;

/** Who the other side is: the PBX's own word (P-Asserted-Identity, Remote-Party-ID) goes before what a caller says of themselves. */
final class Identity {

    private static final Pattern URI = Pattern.compile("(?i)(?:sips?|tel):(?:(?<user>[^@;?]*)@)?(?<host>[^;?]*).*");

    private Identity() {}

    static Party of(Message message) {
        for (String name : List.of("P-Asserted-Identity", "Remote-Party-ID", "From")) {
            Header header = message.getHeader(name);
            if (header != null) {
                return of(value(header));
            }
        }
        return new Party("", "");
    }

    /** Whether the message itself says who is there, beyond the From that never changes. */
    static boolean asserted(Message message) {
        return message.getHeader("P-Asserted-Identity") != null || message.getHeader("Remote-Party-ID") != null;
    }

    static String value(Header header) {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).strip();
    }

    /** Read letter by letter: a pattern would run out of stack over a name that somebody made for that. */
    static Party of(String value) {
        String text = value.strip();
        StringBuilder name = new StringBuilder();
        int at = 0;
        if (text.startsWith("\"")) {
            at = quoted(text, name);
        }
        int open = text.indexOf('<', at);
        int close = text.indexOf('>', open + 1);
        if (open < 0 || close < 0) {
            return new Party(user(text), "");
        }
        if (at == 0) {
            name.append(text, 0, open);
        }
        String user = user(text.substring(open + 1, close));
        String said = name.toString().strip();
        return new Party(user, said.equals(user) ? "" : said);
    }

    /** @return where the quoted name ends */
    private static int quoted(String text, StringBuilder name) {
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            name.append(text.charAt(at++));
        }
        return Math.min(at + 1, text.length());
    }

    private static String user(String uri) {
        Matcher read = URI.matcher(uri.strip());
        if (!read.matches()) {
            return "";
        }
        boolean tel = uri.strip().regionMatches(true, 0, "tel:", 0, 4);
        String user = tel && read.group("user") == null ? read.group("host") : read.group("user");
        if (user == null || user.equalsIgnoreCase("anonymous")) {
            return "";
        }
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return user;
        }
    }
}
