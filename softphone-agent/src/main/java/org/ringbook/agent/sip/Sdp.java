package org.ringbook.agent.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;
import org.ringbook.agent.phone.MediaKey;

/** Descriptions of sound as they travel (RFC 4566, 3264): the first stream of sound is ours, all others are refused. */
final class Sdp {

    private static final int LONGEST = 16_384;
    private static final int MOST_LINES = 500;
    private static final int MOST_PORT = 65_535;
    private static final String KEYS = "telephone-event";
    private static final String CLEAR = " RTP/AVP";
    private static final String ENCRYPTED = " RTP/SAVP";
    private static final String QUIET = "usedtx=1";
    private static final int MOST_KEYS = 8;
    private static final Pattern CRYPTO = Pattern.compile("(?<tag>[0-9]{1,9}) +(?<suite>[A-Z0-9_]{1,40}) +inline:"
            + "(?<key>[A-Za-z0-9+/]{" + MediaKey.LENGTH + "})(?:\\|[0-9^]{1,16})?(?: +WSH=[0-9]{1,9})?");

    private Sdp() {}

    static String write(MediaDescription own, long session, int version) {
        String family = own.host().contains(":") ? "IP6" : "IP4";
        StringBuilder text = new StringBuilder();
        line(text, "v=0");
        line(text, "o=- " + session + " " + version + " IN " + family + " " + own.host());
        line(text, "s=-");
        line(text, "c=IN " + family + " " + own.host());
        line(text, "t=0 0");
        StringBuilder types = new StringBuilder();
        own.codecs().forEach(codec -> types.append(' ').append(codec.getKey()));
        var digits = new TreeMap<>(own.digits());
        digits.values().forEach(type -> types.append(' ').append(type));
        line(text, "m=audio " + own.port() + (own.encrypted() ? ENCRYPTED : CLEAR) + types);
        own.keys().forEach(key -> line(text, "a=crypto:" + key.tag() + " " + key.suite() + " inline:" + key.key()));
        own.codecs().forEach(codec -> codec(text, own, codec.getKey(), codec.getValue()));
        digits.forEach((clock, type) -> {
            line(text, "a=rtpmap:" + type + " " + KEYS + "/" + clock);
            line(text, "a=fmtp:" + type + " 0-15");
        });
        line(text, "a=ptime:20");
        line(text, "a=" + own.flow().name().toLowerCase(Locale.ROOT));
        return text.toString();
    }

    private static void codec(StringBuilder text, MediaDescription own, int type, Codec codec) {
        line(text, "a=rtpmap:" + type + " " + codec.rtpmap());
        if (codec == Codec.OPUS) {
            String quiet = own.quiet() ? ";" + QUIET : "";
            line(text, "a=fmtp:" + type + " useinbandfec=1;minptime=10;maxaveragebitrate=32000" + quiet);
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    /** Empty when no sound is described that could be understood. */
    static Optional<MediaDescription> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var reading = new Reading();
        text.lines().limit(MOST_LINES).forEach(reading::line);
        return reading.result();
    }

    /** Lines before the first m= are for all streams, those after it for this one. */
    private static final class Reading {
        private String host;
        private int port = -1;
        private int rtcpPort;
        private Flow flow = Flow.SENDRECV;
        private boolean inAudio;
        private boolean audioSeen;
        private boolean encrypted;
        private boolean quiet;
        private final List<MediaKey> keys = new ArrayList<>();
        private final List<Integer> types = new ArrayList<>();
        private final Map<Integer, String> names = new HashMap<>();

        void line(String line) {
            if (line.startsWith("m=")) {
                inAudio = !audioSeen && line.startsWith("m=audio ");
                if (inAudio) {
                    audioSeen = true;
                    audio(line.substring(8).strip().split("\\s+"));
                }
            } else if (inAudio || !audioSeen) {
                detail(line);
            }
        }

        private void audio(String[] words) {
            encrypted = words.length > 2 && words[1].equals(ENCRYPTED.strip());
            if (words.length < 3 || !encrypted && !words[1].equals(CLEAR.strip())) {
                return;
            }
            port = number(words[0].split("/", -1)[0], MOST_PORT);
            for (int i = 2; i < words.length; i++) {
                int type = number(words[i], 127);
                if (type >= 0) {
                    types.add(type);
                }
            }
        }

        private void detail(String line) {
            if (line.startsWith("c=IN IP")) {
                String[] words = line.split("\\s+");
                host = words.length > 2 && words[2].matches("[0-9A-Fa-f.:]{2,45}|[A-Za-z0-9.-]{1,253}")
                        ? words[2]
                        : host;
            } else if (line.startsWith("a=rtpmap:")) {
                String[] words = line.substring(9).strip().split("\\s+");
                int type = number(words[0], 127);
                if (words.length > 1 && type >= 0) {
                    names.put(type, words[1]);
                }
            } else if (line.startsWith("a=crypto:") && inAudio) {
                key(line.substring(9).strip());
            } else if (line.startsWith("a=fmtp:")) {
                quiet |= List.of(line.toLowerCase(Locale.ROOT).split("[;\\s]+")).contains(QUIET);
            } else if (line.startsWith("a=rtcp:")) {
                rtcpPort = Math.max(0, number(line.substring(7).strip().split("\\s+")[0], MOST_PORT));
            } else if (line.startsWith("a=")) {
                flow(line.substring(2).strip());
            }
        }

        /** What asks for more than we can (other suites, keys by number, packets without a proof) is passed by. */
        private void key(String text) {
            Matcher read = CRYPTO.matcher(text);
            if (read.matches() && keys.size() < MOST_KEYS) {
                MediaKey.Suite.of(read.group("suite"))
                        .ifPresent(suite ->
                                keys.add(new MediaKey(Integer.parseInt(read.group("tag")), suite, read.group("key"))));
            }
        }

        private void flow(String word) {
            for (Flow one : Flow.values()) {
                if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                    flow = one;
                }
            }
        }

        private static int number(String text, int most) {
            if (!text.matches("[0-9]{1,5}")) {
                return -1;
            }
            int number = Integer.parseInt(text);
            return number <= most ? number : -1;
        }

        Optional<MediaDescription> result() {
            if (host == null || port < 0 || encrypted && keys.isEmpty()) {
                return Optional.empty();
            }
            List<Map.Entry<Integer, Codec>> codecs = new ArrayList<>();
            Map<Integer, Integer> digits = new HashMap<>();
            for (Integer type : types) {
                String name = names.getOrDefault(type, "");
                if (name.toLowerCase(Locale.ROOT).startsWith(KEYS + "/")) {
                    digits.putIfAbsent(number(name.substring(KEYS.length() + 1), MOST_PORT), type);
                } else {
                    codec(type, name).ifPresent(codec -> codecs.add(Map.entry(type, codec)));
                }
            }
            int reports = rtcpPort > 0 ? rtcpPort : Math.min(MOST_PORT, port + 1);
            return Optional.of(new MediaDescription(
                    host,
                    port,
                    reports,
                    List.copyOf(codecs),
                    digits,
                    quiet,
                    encrypted ? List.copyOf(keys) : List.of(),
                    flow));
        }

        private static Optional<Codec> codec(int type, String name) {
            if (name.isEmpty()) {
                for (Codec codec : Codec.values()) {
                    if (codec.known() && codec.payloadType() == type) {
                        return Optional.of(codec);
                    }
                }
                return Optional.empty();
            }
            String[] parts = name.split("/");
            int rate = parts.length > 1 ? number(parts[1], MOST_PORT) : -1;
            int channels = parts.length < 3 ? 1 : number(parts[2], 8);
            return Codec.of(parts[0], rate, channels);
        }
    }
}
