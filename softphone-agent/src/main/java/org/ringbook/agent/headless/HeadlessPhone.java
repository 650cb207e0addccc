package org.ringbook.agent.headless;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.phone.AudioFiles;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.phone.NotPossible;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.phone.RegistrationState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The telephone without a window: what becomes of registration and calls is a line of JSON on the output each,
 * commands are lines of JSON on the input; files may take the place of microphone and speaker.
 */
public final class HeadlessPhone implements PhoneListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_LINE = 10_000;
    private static final String COMMANDS =
            "Commands: dial, answer, reject, hang-up, hold, resume, mute, unmute, digits, transfer, join, "
                    + "conference, play, record, quality, calls, auto-answer, quit";

    private final PrintStream out;
    private volatile boolean autoAnswer;
    private Parts parts;

    /**
     * What commands act on.
     *
     * @param thread the telephone's
     * @param files null when it speaks and hears by microphone and speaker
     * @param quality how a call sounds, by its id; null when there is no such call; on the telephone's thread
     */
    public record Parts(Phone phone, Executor thread, AudioFiles files, Function<String, MediaQuality> quality) {}

    public HeadlessPhone(PrintStream out) {
        this.out = out;
    }

    // What is told.

    @Override
    public void registration(RegistrationState state) {
        Map<String, Object> line = line("registration");
        line.put("state", word(state.kind()));
        if (state.why() != null) {
            line.put("why", state.why());
        }
        if (state.seconds() > 0) {
            line.put("seconds", state.seconds());
        }
        print(line);
    }

    @Override
    public void call(CallStatus call) {
        Map<String, Object> line = line("call");
        line.putAll(told(call));
        if (call.state() == CallState.ENDED && parts != null) {
            MediaQuality quality = parts.quality().apply(call.id());
            if (quality != null && call.answeredAt() != null) {
                line.put("quality", told(quality));
            }
        }
        print(line);
        if (call.state() == CallState.RINGING && autoAnswer) {
            parts.thread().execute(() -> act(() -> parts.phone().answer(call.id())));
        }
    }

    private static Map<String, Object> told(CallStatus call) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("call", call.id());
        line.put("direction", call.incoming() ? "incoming" : "outgoing");
        line.put("number", call.party().number());
        line.put("name", call.party().name());
        line.put("state", word(call.state()));
        line.put("held", call.heldHere());
        line.put("heldThere", call.heldThere());
        line.put("muted", call.muted());
        if (call.together()) {
            line.put("together", true);
        }
        if (call.answeredAt() != null) {
            line.put("secrecy", word(call.secrecy()));
        }
        if (call.autoAnswered()) {
            line.put("autoAnswered", true);
        }
        if (call.sip() != null) {
            line.put("sipCallId", call.sip());
        }
        line.put("beganAt", call.beganAt().toString());
        if (call.answeredAt() != null) {
            line.put("answeredAt", call.answeredAt().toString());
        }
        if (call.endedAt() != null) {
            line.put("endedAt", call.endedAt().toString());
            line.put("ending", word(call.ending()));
        }
        if (call.code() > 0) {
            line.put("code", call.code());
        }
        line.put("possible", call.possible().stream().map(HeadlessPhone::word).toList());
        return line;
    }

    private static Map<String, Object> told(MediaQuality quality) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("codec", quality.codec());
        line.put("sent", quality.sent());
        line.put("received", quality.received());
        line.put("lost", quality.lost());
        line.put("late", quality.late());
        line.put("concealedMillis", quality.concealedMillis());
        line.put("jitterMillis", Math.round(quality.jitterMillis() * 10) / 10.0);
        line.put("bufferMillis", quality.bufferMillis());
        if (quality.roundTripMillis() >= 0) {
            line.put("roundTripMillis", Math.round(quality.roundTripMillis() * 10) / 10.0);
        }
        if (quality.lostThere() >= 0) {
            line.put("lostThere", Math.round(quality.lostThere() * 1000) / 1000.0);
        }
        line.put("estimate", Math.round(quality.estimate() * 100) / 100.0);
        return line;
    }

    @Override
    public void transfer(String call, String outcome, int code) {
        Map<String, Object> line = line("transfer");
        line.put("call", call);
        line.put("outcome", outcome);
        if (code > 0) {
            line.put("code", code);
        }
        print(line);
    }

    @Override
    public void trouble(String call, String why) {
        Map<String, Object> line = line("trouble");
        line.put("call", call);
        line.put("why", why);
        print(line);
    }

    @Override
    public void messages(MessagesWaiting now) {
        Map<String, Object> line = line("messages");
        line.put("some", now.some());
        line.put("new", now.fresh());
        line.put("old", now.old());
        print(line);
    }

    // What is obeyed.

    /** Before the telephone begins. */
    public void with(Parts telephone) {
        parts = telephone;
    }

    /** Obeys until the command {@code quit}; returns true then, and false when the input is at its end. */
    public boolean obey(BufferedReader in) throws IOException {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            if (text.isBlank()) {
                continue;
            }
            try {
                JsonNode command = JSON.readTree(text.length() > LONGEST_LINE ? "" : text);
                if (word(command, "type").equals("quit")) {
                    return true;
                }
                parts.thread().execute(() -> act(() -> obey(command)));
            } catch (JacksonException notJson) {
                refuse("garbage", "A command is a JSON object on one line");
            }
        }
        return false;
    }

    private void act(Runnable what) {
        try {
            what.run();
        } catch (NotPossible not) {
            refuse(not.getMessage(), "This is not possible now");
        } catch (IllegalArgumentException wrong) {
            refuse("wrong_value", String.valueOf(wrong.getMessage()));
        }
    }

    private void obey(JsonNode command) {
        Phone phone = parts.phone();
        String call = word(command, "call");
        String to = word(command, "to");
        switch (word(command, "type")) {
            case "dial" -> phone.dial(number(to));
            case "answer" -> phone.answer(call);
            case "reject" -> phone.reject(call);
            case "hang-up" -> phone.hangUp(call);
            case "hold" -> phone.hold(call);
            case "resume" -> phone.resume(call);
            case "mute" -> phone.mute(call, true);
            case "unmute" -> phone.mute(call, false);
            case "digits" -> phone.digits(call, word(command, "keys"));
            case "transfer" -> phone.transfer(call, number(to));
            case "join" -> phone.join(call, word(command, "second"));
            case "conference" -> phone.conference(call, word(command, "second"));
            case "play" -> files().play(known(call), word(command, "file"));
            case "record" -> files().record(known(call), word(command, "file"));
            case "quality" -> quality(call);
            case "calls" -> calls(phone.calls());
            case "auto-answer" -> autoAnswer = command.path("on").asBoolean(true);
            default -> refuse("unknown_command", COMMANDS);
        }
    }

    /** Links and formatted numbers are understood; who types a feature code means it. */
    private static String number(String text) {
        return text.matches("[0-9A-Za-z*#+._-]{1,64}")
                ? text
                : DialText.of(text).number();
    }

    private String known(String call) {
        boolean there = parts.phone().calls().stream().anyMatch(one -> one.id().equals(call));
        if (!there) {
            throw new IllegalArgumentException("no call " + call);
        }
        return call;
    }

    private AudioFiles files() {
        if (parts.files() == null) {
            throw new IllegalArgumentException("microphone and speaker are in use: start with --sip-sound files");
        }
        return parts.files();
    }

    private void quality(String call) {
        MediaQuality quality = parts.quality().apply(known(call));
        Map<String, Object> line = line("quality");
        line.put("call", call);
        line.putAll(told(quality));
        print(line);
    }

    private void calls(List<CallStatus> calls) {
        Map<String, Object> line = line("calls");
        line.put("calls", calls.stream().map(HeadlessPhone::told).toList());
        print(line);
    }

    private static String word(JsonNode command, String name) {
        return command.path(name).asString("");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> line(String type) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        return line;
    }

    private void refuse(String code, String words) {
        Map<String, Object> line = line("error");
        line.put("code", code);
        line.put("words", words);
        print(line);
    }

    private void print(Map<String, Object> line) {
        String text = JSON.writeValueAsString(line);
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}
