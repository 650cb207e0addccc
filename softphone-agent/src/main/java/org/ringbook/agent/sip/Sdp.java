package org.ringbook.agent.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Flow;
import org.ringbook.agent.phone.MediaDescription;

/** Descriptions of sound as they travel (RFC 4566, 3264): the first stream of sound is ours, all others are refused. */
final class Sdp {

    private static final int LONGEST = 16_384;
    private static final int MOST_LINES = 500;
    private static final int MOST_PORT = 65_535;
    private static final String KEYS = "telephone-event";

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
        if (own.digits() != null) {
            types.append(' ').append(own.digits());
        }
        line(text, "m=audio " + own.port() + " RTP/AVP" + types);
        own.codecs()
                .forEach(codec -> line(
                        text,
                        "a=rtpmap:" + codec.getKey() + " " + codec.getValue().encoding() + "/"
                                + codec.getValue().clockRate()));
        if (own.digits() != null) {
            line(text, "a=rtpmap:" + own.digits() + " " + KEYS + "/8000");
            line(text, "a=fmtp:" + own.digits() + " 0-15");
        }
        line(text, "a=ptime:20");
        line(text, "a=" + own.flow().name().toLowerCase(Locale.ROOT));
        return text.toString();
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
            if (words.length < 3 || !words[1].equals("RTP/AVP")) {
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
            } else if (line.startsWith("a=rtcp:")) {
                rtcpPort = Math.max(0, number(line.substring(7).strip().split("\\s+")[0], MOST_PORT));
            } else if (line.startsWith("a=")) {
                flow(line.substring(2).strip());
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
            if (host == null || port < 0) {
                return Optional.empty();
            }
            List<Map.Entry<Integer, Codec>> codecs = new ArrayList<>();
            Integer keys = null;
            for (Integer type : types) {
                String name = names.getOrDefault(type, "");
                if (name.equalsIgnoreCase(KEYS + "/8000")) {
                    keys = type;
                } else {
                    codec(type, name).ifPresent(codec -> codecs.add(Map.entry(type, codec)));
                }
            }
            int reports = rtcpPort > 0 ? rtcpPort : Math.min(MOST_PORT, port + 1);
            return Optional.of(new MediaDescription(host, port, reports, List.copyOf(codecs), keys, flow));
        }

        private static Optional<Codec> codec(int type, String name) {
            if (name.isEmpty()) {
                for (Codec codec : Codec.values()) {
                    if (codec.payloadType() == type) {
                        return Optional.of(codec);
                    }
                }
                return Optional.empty();
            }
            String[] parts = name.split("/");
            int rate = parts.length > 1 ? number(parts[1], MOST_PORT) : -1;
            boolean mono = parts.length < 3 || parts[2].equals("1");
            return mono ? Codec.of(parts[0], rate) : Optional.empty();
        }
    }
}
