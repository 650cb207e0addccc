package org.ringbook.softphones;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.softphones}. What is set on the page goes before it.
 *
 * @param pbx host of the PBX, with a port where it is not the usual one; empty for none
 * @param transport udp, tcp, tls
 * @param digits how pressed keys are sent: rtp, info
 * @param accounts by extension
 * @param home folder of the key that seals what is set on the page
 */
@ConfigurationProperties("ringbook.softphones")
record SoftphoneSettings(
        @DefaultValue("") String pbx,
        @DefaultValue("udp") String transport,
        @DefaultValue("rtp") String digits,
        @DefaultValue Map<String, Account> accounts,
        @DefaultValue("ringbook-data") Path home) {

    /** @param login null where it is the extension */
    record Account(String login, String secret) {

        @Override
        public String toString() {
            return "Account[" + login + "]";
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "SoftphoneSettings[" + pbx + "]";
    }
}
