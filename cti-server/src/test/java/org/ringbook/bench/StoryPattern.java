package org.ringbook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A captured story as a pattern: its messages, with blanks where every playing has ids, numbers and times of its own. */
record StoryPattern(String name, int calls, List<MessagePattern> messages) {

    enum Blank {
        BRIDGE("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        LEG("lab(?:22|16)-\\d{10}\\.\\d+"),
        CHANNEL("(?<=-)[0-9a-f]{8}(?=[;,\\r\\n]|$)"),
        NUMBER("(?:9161112233|9262223344)"),
        EXTENSION("\\b10[1-5]\\b"),
        TIME("(?<=Timestamp: )\\d{10}\\.\\d{6}");

        final String regex;

        Blank(String regex) {
            this.regex = regex;
        }
    }

    /**
     * A stretch of text, or a blank.
     *
     * @param text of a blank, what stood there in the capture: where the same stood, the same is filled in
     */
    record Part(Blank blank, String text) {}

    /**
     * @param micros after the first message of the story
     * @param rings extension whose telephone rings with this message; null when none does
     */
    record MessagePattern(long micros, List<Part> parts, String rings) {}

    private static final Pattern BLANKS = Pattern.compile(Stream.of(Blank.values())
            .map(blank -> "(" + blank.regex + ")")
            .collect(java.util.stream.Collectors.joining("|")));
    private static final Pattern TIME = Pattern.compile("Timestamp: (\\d{10})\\.(\\d{6})");
    private static final Pattern RINGS =
            Pattern.compile("^Event: Newstate\r\n[^\0]*Channel: PJSIP/(10\\d)-[^\0]*ChannelState: 5\r\n");

    /** All stories that were captured on the one version of Asterisk, by name. */
    static List<StoryPattern> captured(String asterisk) {
        try (Stream<Path> folders = Files.list(
                Path.of(StoryPattern.class.getResource("/cases/" + asterisk).toURI()))) {
            return folders.sorted().map(StoryPattern::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException notAFolder) {
            throw new IllegalStateException(notAFolder);
        }
    }

    private static StoryPattern read(Path folder) {
        try {
            int calls = JsonMapper.shared()
                    .readTree(Files.readString(folder.resolve("call.json")))
                    .size();
            String stream = Files.readString(folder.resolve("messages.ami"), StandardCharsets.ISO_8859_1);
            var messages = new ArrayList<MessagePattern>();
            long first = -1;
            for (String text : stream.split("\r\n\r\n")) {
                Matcher time = TIME.matcher(text);
                if (time.find()) {
                    long micros = Long.parseLong(time.group(1)) * 1_000_000 + Long.parseLong(time.group(2));
                    first = first < 0 ? micros : first;
                    messages.add(new MessagePattern(micros - first, parts(text + "\r\n\r\n"), rings(text)));
                }
            }
            return new StoryPattern(folder.getFileName().toString(), calls, List.copyOf(messages));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String rings(String text) {
        Matcher rings = RINGS.matcher(text);
        return rings.find() ? rings.group(1) : null;
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        Matcher blanks = BLANKS.matcher(text);
        int end = 0;
        while (blanks.find()) {
            parts.add(new Part(null, text.substring(end, blanks.start())));
            for (Blank blank : Blank.values()) {
                if (blanks.group(blank.ordinal() + 1) != null) {
                    parts.add(new Part(blank, blanks.group()));
                }
            }
            end = blanks.end();
        }
        parts.add(new Part(null, text.substring(end)));
        return List.copyOf(parts);
    }
}
