package org.ringbook.telephony.generic;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings block {@code ringbook.webhook}: one entry a telephone system, by its name. */
@ConfigurationProperties("ringbook")
record GenericPbxSettings(@DefaultValue Map<String, Pbx> webhook) {

    /**
     * @param secret what only the telephone system and Ringbook know; the source is off while it is empty
     * @param secretIn how a message shows it; see {@link Secret}
     * @param body {@code json} or {@code form}
     * @param fields where each field of a call stands in a message; see {@link Field}
     * @param events meaning by value of the field {@code event}; see {@link Meaning}
     * @param directions inbound, outbound or internal by value
     * @param results by value; see {@link Ending}
     * @param endedBy external or agent by value
     * @param employees our extension by what the telephone system calls them
     * @param time how times are written; see {@link Clock}
     * @param timeZone of times that tell none
     * @param answer what the telephone system wants to be answered
     * @param dial how it is asked to call
     * @param recordings where the sound is that a message's field {@code recording} names
     */
    record Pbx(
            @DefaultValue("") String secret,
            @DefaultValue("header X-Ringbook-Secret") String secretIn,
            @DefaultValue("json") String body,
            @DefaultValue Map<String, String> fields,
            @DefaultValue Map<String, String> events,
            @DefaultValue Map<String, String> directions,
            @DefaultValue Map<String, String> results,
            @DefaultValue Map<String, String> endedBy,
            @DefaultValue Map<String, String> employees,
            @DefaultValue("iso") String time,
            @DefaultValue("UTC") String timeZone,
            @DefaultValue("") String answer,
            @DefaultValue Dial dial,
            @DefaultValue Recordings recordings) {

        private static final int LEAST_SECRET = 12;

        /** @throws IllegalArgumentException in words that say what to set */
        Pbx {
            secret = secret.strip();
            if (!secret.isEmpty()) {
                refuseIf(
                        secret.length() < LEAST_SECRET,
                        "secret",
                        "telephony.setting.short",
                        "secret",
                        Integer.toString(LEAST_SECRET));
                refuseIf(
                        !body.equals("json") && !body.equals("form"),
                        "body",
                        "telephony.setting.one-of",
                        "body",
                        "json, form",
                        body);
            }
        }

        boolean on() {
            return !secret.isEmpty();
        }

        Dictionary dictionary() {
            return new Dictionary(
                    body.equals("json"),
                    Dictionary.fields(fields),
                    Map.of(
                            Dictionary.EVENTS, events,
                            Dictionary.DIRECTIONS, directions,
                            Dictionary.RESULTS, results,
                            Dictionary.ENDINGS, endedBy,
                            Dictionary.EMPLOYEES, employees),
                    time,
                    timeZone);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Ats[" + secretIn + ", " + fields + "]";
        }
    }

    /**
     * The request that makes the telephone system call; {@code {from}}, {@code {to}} and {@code {request}} stand for the extension,
     * the number in digits, and an id of ours.
     *
     * @param url nothing can be dialled while it is empty
     * @param headers secrets among them
     */
    record Dial(
            @DefaultValue("") String url,
            @DefaultValue("POST") String method,
            @DefaultValue Map<String, String> headers,
            @DefaultValue("") String body) {

        /** @throws IllegalArgumentException in words that say what to set */
        Dial {
            url = url.strip();
            if (!url.isEmpty()) {
                refuseIf(!isAddress(url), "dial.url", "telephony.setting.https-secret", "dial.url");
                refuseIf(
                        !method.equals("POST") && !method.equals("GET"),
                        "dial.method",
                        "telephony.setting.one-of",
                        "dial.method",
                        "POST, GET",
                        method);
            }
        }

        /** Without TLS only on this machine, where there is nobody to listen in. */
        private static boolean isAddress(String url) {
            try {
                URI uri = URI.create(url.replaceAll("[{}]", "x"));
                boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
                return uri.getHost() != null && ("https".equals(uri.getScheme()) || here);
            } catch (IllegalArgumentException none) {
                return false;
            }
        }

        boolean on() {
            return !url.isEmpty();
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Dial[" + method + "]";
        }
    }

    /**
     * Where recordings are. The field {@code recording} of a message tells a link, or a path below the address.
     *
     * @param address nothing is fetched while it is empty; links to other hosts are refused, but for those below this one
     * @param headers sent along; secrets among them
     * @param after how long after the end of a call it makes sense to ask for the first time
     */
    record Recordings(
            @DefaultValue("") String address,
            @DefaultValue Map<String, String> headers,
            @DefaultValue("20s") Duration after) {

        /** @throws IllegalArgumentException in words that say what to set */
        Recordings {
            address = address.strip();
            if (!address.isEmpty()) {
                refuseIf(
                        !Dial.isAddress(address),
                        "recordings.address",
                        "telephony.setting.https-secret",
                        "recordings.address");
                refuseIf(after.isNegative(), "recordings.after", "telephony.setting.times", "recordings.after", "20s");
            }
        }

        boolean on() {
            return !address.isEmpty();
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Recordings[" + (on() ? "set" : "none") + "]";
        }
    }

    private static void refuseIf(boolean wrong, String setting, String words, Object... args) {
        if (wrong) {
            throw Refused.because(setting, words, args);
        }
    }
}
