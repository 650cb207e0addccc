package org.ringbook.telephony.beeline;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings block {@code ringbook.beeline}: one entry a cloud PBX, by its name. */
@ConfigurationProperties("ringbook")
record BeelineSettings(@DefaultValue Map<String, Pbx> beeline) {

    private static final String ADDRESS = "https://cloudpbx.beeline.ru/apis/portal/";

    /** To whom we subscribe. */
    enum Subscribe {
        /** To all at once; to each employee where the PBX refuses that. */
        AUTO,
        ALL,
        EMPLOYEES
    }

    /**
     * @param token of "Integration over API" in the PBX's cabinet; the source is off while it is empty
     * @param address of the portal's API
     * @param callback how the Internet reaches this server, "https://cti.example.org"; without it nothing is told live
     * @param secret of our own choice, which the PBX is told as a part of the address: whoever knows it is believed
     * @param subscribe to whom we subscribe
     * @param life how long a subscription is asked for; the PBX may grant less
     * @param employees our extension by name, extension or number of the PBX's employee, where they differ
     * @param lines only calls to these numbers of ours are taken, and outgoing and internal ones; all when empty
     * @param history how often the last three hours of the statistics are read; never when it is zero
     * @param again how often the last day, and all that shows late, is read once more
     * @param records how often the list of recordings is read; never when it is zero
     * @param back how much of the past is read at the very first start
     * @param check how often it is tried whether the token is accepted
     */
    record Pbx(
            @DefaultValue("") String token,
            @DefaultValue(ADDRESS) String address,
            @DefaultValue("") String callback,
            @DefaultValue("") String secret,
            @DefaultValue("AUTO") Subscribe subscribe,
            @DefaultValue("12h") Duration life,
            @DefaultValue Map<String, String> employees,
            @DefaultValue List<String> lines,
            @DefaultValue("3m") Duration history,
            @DefaultValue("1h") Duration again,
            @DefaultValue("5m") Duration records,
            @DefaultValue("7d") Duration back,
            @DefaultValue("1m") Duration check) {

        /** @throws IllegalArgumentException for a value that could not work, in words that say what to set */
        Pbx {
            token = token.strip();
            secret = secret.strip();
            callback = callback.strip().replaceFirst("/+$", "");
            address = address.strip().endsWith("/") ? address.strip() : address.strip() + "/";
            if (!token.isEmpty()) {
                refuseIf(!isAddress(address), "address", "telephony.setting.https", "address", address);
                refuseIf(!callback.isEmpty() && !isAddress(callback), "callback", "telephony.setting.callback");
                refuseIf(
                        !callback.isEmpty() && !secret.matches("[A-Za-z0-9_-]{16,100}"),
                        "secret",
                        "telephony.setting.beeline-secret");
                refuseIf(
                        life.toSeconds() < 2 || life.toDays() > 7,
                        "life",
                        "telephony.setting.range",
                        "life",
                        "2s",
                        "7d");
                refuseIf(check.toMillis() < 100, "check", "telephony.setting.least", "check", "100ms");
                refuseIf(again.toMillis() < 100, "again", "telephony.setting.least", "again", "100ms");
                refuseIf(
                        history.isNegative() || records.isNegative() || back.isNegative(),
                        "history",
                        "telephony.setting.times",
                        "history, records, back",
                        "3m");
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
                boolean plain = uri.getUserInfo() == null && uri.getQuery() == null;
                return uri.getHost() != null && plain && ("https".equals(uri.getScheme()) || here);
            } catch (IllegalArgumentException none) {
                return false;
            }
        }

        boolean on() {
            return !token.isEmpty();
        }

        /** Where the PBX is to tell what happens; a secret. */
        String url(String name) {
            return callback + "/hooks/" + name + "/" + secret;
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Pbx[" + address + "]";
        }
    }
}
