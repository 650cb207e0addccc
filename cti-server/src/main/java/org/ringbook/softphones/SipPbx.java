package org.ringbook.softphones;

import java.util.Set;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/**
 * Where telephones register.
 *
 * @param address host, with a port where it is not the usual one
 * @param transport udp, tcp, tls
 * @param digits how pressed keys are sent: rtp, info
 */
public record SipPbx(String address, String transport, String digits) {

    static final Set<String> TRANSPORTS = Set.of("udp", "tcp", "tls");
    static final Set<String> DIGITS = Set.of("rtp", "info");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

    /** @throws Refused when it is none */
    static SipPbx of(String address, String transport, String digits) {
        String written = address == null ? "" : address.strip().replaceFirst("^sips?:", "");
        boolean port = !written.contains(":") || isPort(written.substring(written.indexOf(':') + 1));
        if (!ADDRESS.matcher(written).matches() || !port) {
            throw Refused.because("address", "softphones.address");
        }
        if (!TRANSPORTS.contains(transport)) {
            throw Refused.because("transport", "softphones.transport");
        }
        if (!DIGITS.contains(digits)) {
            throw Refused.because("digits", "softphones.digits");
        }
        return new SipPbx(written, transport, digits);
    }

    private static boolean isPort(String digits) {
        return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 65_535;
    }

    String addressOf(String extension) {
        return extension + "@" + address + ";transport=" + transport;
    }
}
