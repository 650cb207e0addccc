package org.ringbook.telephony.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One AMI message: a map with a name. It keeps the bytes as they came and looks headers up in them, because of the
 * hundred messages of a call few are of interest, and of those few headers. Not for several threads.
 */
final class AmiMessage {

    private static final int MOST_HEADERS = 255;
    /** Numbers that are remembered of each header. */
    private static final int EACH = 4;

    private final byte[] bytes;
    private final RepeatedTexts texts;
    /** Places in which headers are looked up: a power of two, about twice as many as a message has headers. */
    private static final int PLACES = 64;

    private static final int HASH = 0xFFFFFF;

    /**
     * Per header: start of the name, end of the name, end of the value; and {@link #hash} of the name, above it the number of the
     * header before it that has the same place, from 1 on.
     */
    private int[] spans;

    private int count;
    /** The last header of each place, numbered from 1 on. */
    private byte[] lasts;
    /** Per header: its value, once it was asked for. */
    private String[] values;

    private boolean repeated;
    private String event;
    private Channel channel;
    private boolean channelRead;
    private String refusal;
    private boolean judged;

    /** @param bytes lines "Name: value", each ended by CR LF or LF; the empty line at the end may be there or not */
    AmiMessage(byte[] bytes) {
        this(bytes, null);
    }

    /** @param texts has what stood in the messages before; null for nothing */
    AmiMessage(byte[] bytes, RepeatedTexts texts) {
        this.bytes = bytes;
        this.texts = texts;
    }

    static AmiMessage of(String text) {
        return new AmiMessage(text.getBytes(UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }

    /** The name of the event; null when the message is none. */
    String event() {
        if (event == null) {
            event = startsWith("Event: ") ? text(7, endOfLine(7)) : get("Event");
        }
        return event;
    }

    boolean isEvent(String name) {
        return name.equals(event());
    }

    /** Asterisk writes "&lt;unknown&gt;", "&lt;null&gt;" or nothing where it knows nothing: all are null here. */
    String get(String name) {
        String value = raw(name);
        boolean nothing = value == null || value.isEmpty() || value.equals("<unknown>") || value.equals("<null>");
        return nothing ? null : value;
    }

    /** The value as it was sent, of the first header of that name; null when there is none. */
    String raw(String name) {
        int header = first(name);
        return header < 0 ? null : value(header);
    }

    /** When it was said, as it was sent: hardly ever the same again. Null when it is not told. */
    String stamp() {
        int header = first("Timestamp");
        return header < 0
                ? null
                : new String(bytes, startOfValue(header), spans[header * EACH + 2] - startOfValue(header), UTF_8);
    }

    /** A variable of the channel that the event is of, where {@code channelvars} in manager.conf names it; null when it is not told. */
    String variable(String name) {
        int header = first("ChanVariable");
        if (header < 0) {
            return null;
        }
        String begins = name + "=";
        for (int i = header; i < count; i++) {
            if (nameIs(i, "ChanVariable")) {
                String value = value(i);
                if (value.startsWith(begins) && value.length() > begins.length()) {
                    return value.substring(begins.length());
                }
            }
        }
        return null;
    }

    /**
     * True when a header stands twice that can only stand once. Asterisk does not send such a message by itself, so
     * somebody else wrote a part of it.
     */
    boolean forged() {
        scan();
        return repeated;
    }

    /** The channel that it is of; null when it names none, or what it names is no name of a channel. */
    Channel channel() {
        if (!channelRead) {
            channel = Channel.of(get("Channel"));
            channelRead = true;
        }
        return channel;
    }

    /** Why it is not believed; null when it is. */
    String refusal() {
        if (!judged) {
            refusal = judge();
            judged = true;
        }
        return refusal;
    }

    private String judge() {
        if (forged()) {
            return "a header stands twice";
        }
        String good = null;
        for (String id : AmiEvents.IDS) {
            String value = get(id);
            if (value != null && !value.equals(good)) {
                if (!AmiEvents.isChannelId(value)) {
                    return "not an id of a channel in " + id;
                }
                good = value;
            }
        }
        boolean named = channel() != null || isEvent("Cdr") || get("Channel") == null;
        return named ? null : "not a name of a channel";
    }

    /** All headers, for people; of a repeated one the values are listed. */
    Map<String, String> headers() {
        scan();
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < count; i++) {
            headers.merge(text(spans[i * EACH], spans[i * EACH + 1]), value(i), (one, two) -> one + ", " + two);
        }
        return headers;
    }

    private void scan() {
        if (spans != null) {
            return;
        }
        spans = new int[Math.min(MOST_HEADERS, bytes.length / 24 + 4) * EACH];
        lasts = new byte[PLACES];
        int at = 0;
        while (at < bytes.length && count < MOST_HEADERS) {
            int colon = LineEnd.orColon(bytes, at, bytes.length);
            int end = endOfLine(colon);
            if (colon > at && colon < end) {
                remember(at, colon, end);
            }
            at = end;
            while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n')) {
                at++;
            }
        }
    }

    private void remember(int start, int colon, int end) {
        if (spans.length == count * EACH) {
            spans = Arrays.copyOf(spans, spans.length * 2);
        }
        int hash = hash(start, colon);
        int before = lasts[hash & PLACES - 1] & 0xFF;
        if (before != 0 && standsAlready(start, colon, hash) && !mayRepeat(start, colon)) {
            repeated = true;
        }
        int at = count++ * EACH;
        spans[at] = start;
        spans[at + 1] = colon;
        spans[at + 2] = end;
        spans[at + 3] = hash | before << 24;
        lasts[hash & PLACES - 1] = (byte) count;
    }

    /** Tells most names of one message apart without reading all of each. */
    private int hash(int from, int to) {
        return hash(to - from, bytes[from], bytes[(from + to) >>> 1], bytes[Math.max(from, to - 3)]);
    }

    private static int hash(String name) {
        int length = name.length();
        return hash(length, name.charAt(0), name.charAt(length >>> 1), name.charAt(Math.max(0, length - 3)));
    }

    /** Names are of letters, with which the last bits already differ. */
    private static int hash(int length, int first, int middle, int nearEnd) {
        return (((length * 31 + first) * 31 + middle) * 31 + nearEnd) & HASH;
    }

    private boolean standsAlready(int from, int to, int hash) {
        for (int at = last(hash); at >= 0; at = before(at)) {
            if (hashAt(at) == hash && Arrays.equals(bytes, from, to, bytes, spans[at], spans[at + 1])) {
                return true;
            }
        }
        return false;
    }

    /** Where the last header of the place of this hash stands in {@link #spans}; negative when there is none. */
    private int last(int hash) {
        return ((lasts[hash & PLACES - 1] & 0xFF) - 1) * EACH;
    }

    /** Where the header before this one stands that has the same place; negative when there is none. */
    private int before(int at) {
        return ((spans[at + 3] >>> 24) - 1) * EACH;
    }

    private int hashAt(int at) {
        return spans[at + 3] & HASH;
    }

    private boolean mayRepeat(int from, int to) {
        String name = text(from, to);
        return name.endsWith("ChanVariable") || name.equals("Variable") || name.equals("Output");
    }

    /** The first header of that name; -1 when there is none. */
    private int first(String name) {
        scan();
        int hash = hash(name);
        int first = -1;
        for (int at = last(hash); at >= 0; at = before(at)) {
            if (hashAt(at) == hash && nameIs(at / EACH, name)) {
                first = at / EACH;
            }
        }
        return first;
    }

    private boolean nameIs(int header, String name) {
        int from = spans[header * EACH];
        int length = spans[header * EACH + 1] - from;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int startOfValue(int header) {
        int after = spans[header * EACH + 1] + 1;
        return after < spans[header * EACH + 2] && bytes[after] == ' ' ? after + 1 : after;
    }

    private String value(int header) {
        if (values == null) {
            values = new String[count];
        }
        if (values[header] == null) {
            values[header] = text(startOfValue(header), spans[header * EACH + 2]);
        }
        return values[header];
    }

    private boolean startsWith(String start) {
        if (bytes.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfLine(int from) {
        return LineEnd.either(bytes, from, bytes.length);
    }

    private String text(int from, int to) {
        return texts == null ? new String(bytes, from, to - from, UTF_8) : texts.of(bytes, from, to);
    }

    /** The name alone: a message may hold anything that a caller chose to call himself. */
    @Override
    public String toString() {
        return "AmiMessage[" + event() + ", " + bytes.length + " bytes]";
    }
}
