package org.ringbook.telephony.mango;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.telephony.PbxSource.DialRefused;
import org.ringbook.telephony.operators.PbxFailed;

/** What Mango is told to do with calls. Everything is checked before it is sent: a wrong request would close the API. */
final class MangoDialling {

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9*#]{1,32}");
    /** Long enough for one growing pause, and no longer than somebody waits at a telephone. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final MangoSettings.Vats settings;
    private final NumberPlan plan;
    private final MangoApi api;

    MangoDialling(String name, MangoSettings.Vats settings, NumberPlan plan, MangoApi api) {
        this.name = name;
        this.settings = settings;
        this.plan = plan;
        this.api = api;
    }

    /** Rings our telephone, then the number. Not repeated by itself: it might ring twice. */
    void callback(String extension, String to, UUID request) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("command_id", Commands.callback(request));
        parameters.put("from", Map.of("extension", checked(EXTENSION, extension, "mango.dial.extension")));
        parameters.put("to_number", dialled(to));
        if (!settings.line().isEmpty()) {
            parameters.put("line_number", settings.line());
        }
        command("commands/callback", parameters);
    }

    /** @param call leg that is to end */
    void hangUp(String call) {
        command("commands/call/hangup", Map.of("command_id", Commands.other("hu"), "call_id", call));
    }

    /**
     * Hands a conversation on.
     *
     * @param call leg in which the employee speaks
     * @param by extension of the employee
     * @param consult whether the employee speaks with the other one first
     * @param request whose id stands in the leg that comes of it
     */
    void transfer(String call, String by, String to, boolean consult, UUID request) {
        command(
                "commands/transfer",
                Map.of(
                        "command_id", Commands.other("tr", request),
                        "call_id", call,
                        "method", consult ? "hold" : "blind",
                        "to_number", dialled(to),
                        "initiator", checked(EXTENSION, by, "mango.dial.extension")));
    }

    /** Lets the other side wait with music, until the employee takes it back at the telephone. */
    void hold(String call, String by) {
        command(
                "commands/call/hold/on",
                Map.of(
                        "command_id", Commands.other("ho"),
                        "call_id", call,
                        "initiator", checked(EXTENSION, by, "mango.dial.extension")));
    }

    /** Sends a call that nobody has answered yet to somebody. */
    void route(String call, String to) {
        command(
                "commands/route",
                Map.of("command_id", Commands.other("rt"), "call_id", call, "to_number", dialled(to)));
    }

    /** Digits with the country code and no plus; extensions and service numbers as they are. */
    private String dialled(String to) {
        String number = checked(NUMBER, to, "mango.dial.number");
        return plan.read(number) instanceof NumberReading.Outside outside
                ? plan.dialled(outside.number(), DialFormat.DIGITS)
                : number;
    }

    private static String checked(Pattern shape, String text, String words) {
        if (text == null || !shape.matcher(text).matches()) {
            throw new DialRefused(Notice.of(words));
        }
        return text;
    }

    private void command(String path, Map<String, ?> parameters) {
        try {
            MangoApi.Reply reply = api.post(path, parameters, PATIENCE);
            if (reply.result() / 1000 != 1) {
                throw new DialRefused(Notice.of("mango.status", reply.status(), name));
            }
        } catch (PbxFailed failed) {
            throw new DialRefused(failed.note());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DialRefused(Notice.of("mango.stopped"));
        }
    }
}
