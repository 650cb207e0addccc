package org.ringbook.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A stream of AMI messages of a busy PBX: captured stories played again and again, many at a time, each playing with
 * channels, bridges, numbers and times of its own, in the order of their times.
 */
record Tape(List<Message> messages, int calls) {

    /** Outside numbers are +7916 and seven digits, of which this many are taken. */
    static final int NUMBERS = 1_000_000;

    /** Telephones of the company; each playing takes five that stand side by side. */
    static final int FIRST_EXTENSION = 2000;

    static final int EXTENSIONS = 500;

    /**
     * @param micros after the beginning of the tape
     * @param ring who is rung by whom, "2003 +79160012345"; null when the message is no ring
     */
    record Message(long micros, byte[] bytes, String ring) {}

    /** Makes tapes of which no two name the same channel. */
    static final class Maker {
        private final List<StoryPattern> stories;
        private final int faster;
        private final SplittableRandom random = new SplittableRandom(5);
        private long channel = 1;
        private long playing;
        private long number;

        Maker(List<StoryPattern> stories) {
            this(stories, 1);
        }

        /** @param faster so many times faster than they were captured do the stories go */
        Maker(List<StoryPattern> stories, int faster) {
            this.stories = stories;
            this.faster = faster;
        }

        /**
         * @param begins what the PBX's clock shows at the beginning
         * @param everyMicros time from the beginning of one playing to the next
         */
        Tape tape(int playings, Instant begins, long everyMicros) {
            var messages = new ArrayList<Message>();
            int calls = 0;
            for (int i = 0; i < playings; i++) {
                StoryPattern story = stories.get(i % stories.size());
                play(story, i * everyMicros, begins, messages);
                calls += story.calls();
            }
            messages.sort(Comparator.comparingLong(Message::micros));
            return new Tape(messages, calls);
        }

        private void play(StoryPattern story, long after, Instant begins, List<Message> messages) {
            var filled = new HashMap<String, String>();
            int desk = (int) (playing++ * 5 % EXTENSIONS);
            var text = new StringBuilder(2048);
            for (StoryPattern.MessagePattern pattern : story.messages()) {
                long micros = after + pattern.micros() / faster;
                Instant at = begins.plusNanos(micros * 1000);
                text.setLength(0);
                for (StoryPattern.Part part : pattern.parts()) {
                    text.append(part.blank() == null ? part.text() : fill(part, at, desk, filled));
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
                messages.add(new Message(micros, bytes, ring(pattern, desk, filled)));
            }
        }

        private String ring(StoryPattern.MessagePattern pattern, int desk, Map<String, String> filled) {
            String caller = filled.get("9161112233");
            return pattern.rings() == null || caller == null ? null : extension(pattern.rings(), desk) + " +7" + caller;
        }

        private String fill(StoryPattern.Part part, Instant at, int desk, Map<String, String> filled) {
            return switch (part.blank()) {
                case TIME -> "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000);
                case EXTENSION -> extension(part.text(), desk);
                default ->
                    filled.computeIfAbsent(part.text(), text -> switch (part.blank()) {
                        case LEG -> "bench-" + at.getEpochSecond() + "." + channel++;
                        case CHANNEL -> "%08x".formatted(channel++);
                        case BRIDGE -> new UUID(random.nextLong(), random.nextLong()).toString();
                        default -> "916%07d".formatted(number++ * 611_953 % NUMBERS);
                    });
            };
        }

        private static String extension(String captured, int desk) {
            return "" + (FIRST_EXTENSION + desk + Integer.parseInt(captured) - 101);
        }
    }

    /** Sent after the last message, so that every reader knows that it has read all. */
    static final byte[] LAST = "Event: Reload\r\nPrivilege: system,all\r\nModule: All\r\nStatus: 0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    /** The whole stream, {@link #LAST} included. */
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream(messages.size() * 640);
        messages.forEach(message -> bytes.writeBytes(message.bytes()));
        bytes.writeBytes(LAST);
        return bytes.toByteArray();
    }

    /** Messages in {@link #bytes}. */
    int size() {
        return messages.size() + 1;
    }

    /** On the PBX's clock. */
    double seconds() {
        return messages.get(messages.size() - 1).micros() / 1e6;
    }
}
