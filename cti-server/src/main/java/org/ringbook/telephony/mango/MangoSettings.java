package org.ringbook.telephony.mango;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings block {@code ringbook.mango}: one entry a virtual PBX, by its name. */
@ConfigurationProperties("ringbook")
record MangoSettings(@DefaultValue Map<String, Pbx> mango) {

    private static final String ADDRESS = "https://app.mango-office.ru/vpbx/";

    /**
     * @param key unique code of the virtual PBX; the source is off while it is empty
     * @param salt key of the signature; it is never sent
     * @param address of Mango's API
     * @param line line that click-to-call shows; the employee's own when empty
     * @param lines only calls over these lines are taken, and internal ones; all when empty
     * @param history how often the statistics are read; never when it is zero
     * @param back how much of the past is read at the very first start
     * @param check how often it is tried whether the key is accepted
     */
    record Pbx(
            @DefaultValue("") String key,
            @DefaultValue("") String salt,
            @DefaultValue(ADDRESS) String address,
            @DefaultValue("") String line,
            @DefaultValue List<String> lines,
            @DefaultValue("5m") Duration history,
            @DefaultValue("7d") Duration back,
            @DefaultValue("1m") Duration check) {

        /** @throws IllegalArgumentException for a value that Mango could not be reached with, in words that say what to set */
        Pbx {
            key = key.strip();
            salt = salt.strip();
            address = address.endsWith("/") ? address : address + "/";
            if (!key.isEmpty()) {
                refuseIf(salt.isEmpty(), "salt", "telephony.setting.mango-salt");
                refuseIf(!isAddress(address), "address", "telephony.setting.https", "address", address);
                refuseIf(check.toMillis() < 100, "check", "telephony.setting.least", "check", "100ms");
                refuseIf(
                        history.isNegative() || back.isNegative(),
                        "history",
                        "telephony.setting.times",
                        "history, back",
                        "5m");
                refuseIf(back.toDays() > 365, "back", "telephony.setting.most", "back", "365d");
            }
        }

        private static void refuseIf(boolean wrong, String setting, String words, Object... args) {
            if (wrong) {
                throw Refused.because(setting, words, args);
            }
        }

        /** Without TLS only on this machine, where there is nobody to listen in. */
        private static boolean isAddress(String address) {
            try {
                URI uri = URI.create(address);
                boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
                return uri.getHost() != null && ("https".equals(uri.getScheme()) || here);
            } catch (IllegalArgumentException none) {
                return false;
            }
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Pbx[" + address + "]";
        }
    }
}
