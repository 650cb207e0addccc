package org.ringbook.telephony.asterisk.agi;

import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code agi} of a PBX.
 *
 * @param port where the PBX asks who is calling; 0 for nowhere
 * @param address on which it is listened
 */
public record AgiSettings(
        @DefaultValue("0") int port,
        @DefaultValue("127.0.0.1") String address) {

    /** @throws IllegalArgumentException in words that say what to set */
    public AgiSettings {
        if (port < 0 || port > 65535) {
            throw Refused.because("agi.port", "telephony.setting.agi-port");
        }
        address = address.strip();
    }

    public boolean on() {
        return port > 0;
    }
}
