package org.ringbook.telephony.megafon;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings block {@code ringbook.megafon}: one entry a virtual PBX, by its name. */
@ConfigurationProperties("ringbook")
record MegaFonSettings(@DefaultValue Map<String, Pbx> megafon) {

    /**
     * @param address of the virtual PBX: "vats000111.megapbx.ru"
     * @param key of the PBX's cabinet, for what we ask of it; the source is off while address or key is empty
     * @param crmKey of the same page, for what it tells us; without it nothing that it tells is believed
     * @param employees our extension by login, extension or number of the PBX's employee, where they differ
     * @param line number that click-to-call shows; the employee's own when empty
     * @param history how often the last two hours of the history are read; never when it is zero
     * @param again how often the last day is read once more, for what shows late
     * @param back how much of the past is read at the very first start
     * @param internal whether calls between employees are read from the history
     * @param route whether the PBX is told who is responsible for a caller
     * @param check how often it is tried whether the key is accepted
     */
    record Pbx(
            @DefaultValue("") String address,
            @DefaultValue("") String key,
            @DefaultValue("") String crmKey,
            @DefaultValue Map<String, String> employees,
            @DefaultValue("") String line,
            @DefaultValue("1m") Duration history,
            @DefaultValue("8m") Duration again,
            @DefaultValue("7d") Duration back,
            @DefaultValue("false") boolean internal,
            @DefaultValue("true") boolean route,
            @DefaultValue("1m") Duration check) {

        /** @throws IllegalArgumentException for a value that no PBX could be reached with, in words that say what to set */
        Pbx {
            address = whole(address.strip());
            key = key.strip();
            crmKey = crmKey.strip();
            if (!address.isEmpty() && !key.isEmpty()) {
                refuseIf(!isAddress(address), "address", "telephony.setting.megafon-host", address);
                refuseIf(crmKey.equals(key), "crm-key", "telephony.setting.megafon-keys");
                refuseIf(check.toMillis() < 100, "check", "telephony.setting.least", "check", "100ms");
                refuseIf(
                        history.isNegative() || back.isNegative(),
                        "history",
                        "telephony.setting.times",
                        "history, back",
                        "1m");
                refuseIf(again.toMillis() < 100, "again", "telephony.setting.least", "again", "100ms");
                refuseIf(back.toDays() > 365, "back", "telephony.setting.most", "back", "365d");
            }
        }

        private static void refuseIf(boolean wrong, String setting, String words, Object... args) {
            if (wrong) {
                throw Refused.because(setting, words, args);
            }
        }

        /** With its scheme and a slash at the end. */
        private static String whole(String address) {
            if (address.isEmpty()) {
                return address;
            }
            String url = address.contains("://") ? address : "https://" + address;
            return url.endsWith("/") ? url : url + "/";
        }

        /** Without TLS only on this machine, where there is nobody to listen in. */
        private static boolean isAddress(String address) {
            try {
                URI uri = URI.create(address);
                boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
                boolean plain = uri.getUserInfo() == null && uri.getQuery() == null;
                return uri.getHost() != null && plain && ("https".equals(uri.getScheme()) || here);
            } catch (IllegalArgumentException none) {
                return false;
            }
        }

        boolean on() {
            return !address.isEmpty() && !key.isEmpty();
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Pbx[" + address + "]";
        }
    }
}
