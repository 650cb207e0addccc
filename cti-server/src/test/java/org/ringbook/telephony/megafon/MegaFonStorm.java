package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.storm.StormCall;
import org.ringbook.storm.StormCall.Letter;
import org.ringbook.storm.StormSource;
import org.ringbook.telephony.operators.OperatorApi;

/** Thousands of calls of a virtual PBX of MegaFon. */
public final class MegaFonStorm implements StormSource {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LINE = "74957770001";

    private final MegaFonPbx ats = new MegaFonPbx();
    private final List<Map<String, String>> told = new ArrayList<>();
    private String id;
    private String second;
    private String client;
    private Instant start;

    public MegaFonStorm() {
        ats.start();
    }

    @Override
    public String name() {
        return "vats";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "ringbook.megafon.vats.address=" + ats.address(),
                "ringbook.megafon.vats.key=" + MegaFonPbx.KEY,
                "ringbook.megafon.vats.crm-key=" + MegaFonPbx.CRM_KEY,
                "ringbook.megafon.vats.history=0s");
    }

    @Override
    public StormCall call(int number, Instant at) {
        id = "KD4R8T2MZ%07d".formatted(number);
        second = "XD4R8T2MZ%07d".formatted(number);
        client = "7916%07d".formatted(number);
        start = Instant.ofEpochSecond(at.getEpochSecond());
        told.clear();
        return switch (number % 7) {
            case 0 -> answered();
            case 1 -> missed();
            case 2 -> group();
            case 3 -> outgoing();
            case 4 -> outgoingBusy();
            case 5 -> handedOn();
            default -> abandoned();
        };
    }

    private StormCall answered() {
        event("INCOMING", id, "petrova", "in");
        event("ACCEPTED", id, "petrova", "in");
        event("COMPLETED", id, "petrova", "in");
        history("in", "Success", id, "petrova", start, 71, 7);
        return call("inbound", "answered", List.of("101"), 64);
    }

    private StormCall missed() {
        event("INCOMING", id, "petrova", "in");
        event("CANCELLED", id, "petrova", "in");
        history("in", "missed", id, "petrova", start, 20, 0);
        return call("inbound", "missed", List.of(), 0);
    }

    private StormCall abandoned() {
        event("INCOMING", id, "orlova", "in");
        event("CANCELLED", id, "orlova", "in");
        history("in", "Cancel", id, "orlova", start, 5, 0);
        return call("inbound", "missed", List.of(), 0);
    }

    private StormCall group() {
        for (String user : List.of("petrova", "smirnov", "orlova")) {
            event("INCOMING", id, user, "in");
        }
        event("ACCEPTED", id, "smirnov", "in");
        event("CANCELLED", id, "petrova", "in");
        event("CANCELLED", id, "orlova", "in");
        event("COMPLETED", id, "smirnov", "in");
        history("in", "Success", id, "smirnov", start, 60, 10);
        return call("inbound", "answered", List.of("102"), 50);
    }

    private StormCall outgoing() {
        event("OUTGOING", id, "petrova", "out");
        event("ACCEPTED", id, "petrova", "out");
        event("COMPLETED", id, "petrova", "out");
        history("out", "Success", id, "petrova", start, 40, 10);
        return call("outbound", "answered", List.of("+" + client), 30);
    }

    private StormCall outgoingBusy() {
        event("OUTGOING", id, "petrova", "out");
        event("ACCEPTED", id, "petrova", "out");
        event("CANCELLED", id, "petrova", "out");
        history("out", "Busy", id, "petrova", start, 0, 0);
        return call("outbound", "busy", List.of(), 0);
    }

    private StormCall handedOn() {
        event("INCOMING", id, "petrova", "in");
        event("ACCEPTED", id, "petrova", "in");
        event("INCOMING", second, "smirnov", "in");
        event("TRANSFERRED", id, "petrova", "in");
        told.get(told.size() - 1).put("second_callid", second);
        event("ACCEPTED", second, "smirnov", "in");
        event("COMPLETED", second, "smirnov", "in");
        history("in", "Success", id, "petrova", start, 30, 5);
        history("in", "Success", second, "smirnov", start.plusSeconds(30), 50, 4);
        return call("inbound", "answered", List.of("101", "102"), -1);
    }

    private void event(String type, String call, String user, String direction) {
        told.add(MegaFonPbx.fields(
                "cmd",
                "event",
                "type",
                type,
                "callid",
                call,
                "user",
                user,
                "phone",
                client,
                "direction",
                direction,
                "diversion",
                LINE));
    }

    private void history(String type, String status, String call, String user, Instant at, int duration, int wait) {
        told.add(MegaFonPbx.fields(
                "cmd",
                "history",
                "type",
                type,
                "status",
                status,
                "callid",
                call,
                "user",
                user,
                "phone",
                client,
                "start",
                Fields.compact(at),
                "duration",
                "" + duration,
                "wait",
                "" + wait,
                "diversion",
                LINE));
    }

    private StormCall call(String direction, String result, List<String> answeredBy, int talkSeconds) {
        var letters = new ArrayList<Letter>();
        for (Map<String, String> fields : told) {
            letters.add(letter(start.plusSeconds(5L * letters.size()), fields, MegaFonPbx.CRM_KEY));
        }
        return new StormCall(id, direction, "+" + client, result, answeredBy, talkSeconds, letters);
    }

    /** The key stands last, so that what is torn has none. */
    private static Letter letter(Instant at, Map<String, String> fields, String key) {
        var all = new LinkedHashMap<>(fields);
        all.put("crm_token", key);
        return new Letter(at, "", FORM, OperatorApi.form(all));
    }

    @Override
    public Letter forged(Letter letter, String nobody) {
        var fields = MegaFonPbx.fields(
                "cmd",
                "event",
                "type",
                "INCOMING",
                "callid",
                "FORGED0000000001",
                "user",
                "petrova",
                "phone",
                nobody.substring(1),
                "direction",
                "in");
        return letter(letter.at(), fields, "key-of-a-stranger");
    }

    @Override
    public void close() {
        ats.close();
    }
}
