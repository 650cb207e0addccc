package org.ringbook.demo.mango;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One leg ({@code call_id}) of a call of the emulated virtual PBX. */
public final class MangoLeg {

    final String id;
    final String location;
    final String group;
    final Map<String, Object> from = new LinkedHashMap<>();
    final Map<String, Object> to = new LinkedHashMap<>();
    String commandId;
    String transfer;
    Instant start;
    Instant answer;
    Instant end;
    int reason;
    int seq;

    MangoLeg(String id, String location, String group) {
        this.id = id;
        this.location = location;
        this.group = group;
    }

    /** As Mango names it. */
    public String id() {
        return id;
    }

    String extension() {
        return (String) to.get("extension");
    }

    static Map<String, Object> employee(String extension) {
        var party = new LinkedHashMap<String, Object>();
        party.put("extension", extension);
        party.put("number", device(extension));
        return party;
    }

    static Map<String, Object> outside(String number) {
        var party = new LinkedHashMap<String, Object>();
        if (number != null) {
            party.put("number", number);
        }
        return party;
    }

    static String device(String extension) {
        return "sip:user" + extension + "@demo.mangosip.ru";
    }
}
