package org.ringbook.demo.mango;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One customer's call ({@code entry_id}) of the emulated virtual PBX. What is done with it is told in the events that Mango
 * sends of it, at the time that the virtual PBX shows.
 */
public final class MangoCall {

    /** Codes of an end. */
    public static final int HANDED_ON = 1000;

    public static final int NORMAL = 1100;
    public static final int CALLER_HUNG_UP = 1110;
    public static final int NO_ANSWER = 1111;
    public static final int CALLEE_HUNG_UP = 1120;
    public static final int BUSY = 1121;
    public static final int REJECTED = 1122;
    public static final int UNAVAILABLE = 1131;
    public static final int TAKEN_BY_ANOTHER = 1182;

    private final MangoOffice office;
    private final String entry;
    private final int direction;
    final String client;
    final String line;
    private Integer tracking;
    final Instant created;
    final List<MangoLeg> legs = new ArrayList<>();
    final Map<String, String> recordings = new LinkedHashMap<>();
    private MangoLeg talked;
    private Instant talkedAt;
    private Instant ended;

    /** @param direction 0 internal, 1 incoming, 2 outgoing */
    MangoCall(MangoOffice office, int direction, String client, String line) {
        this.office = office;
        this.entry = office.newId("E");
        this.direction = direction;
        this.client = client;
        this.line = line;
        this.created = office.now();
    }

    public String entry() {
        return entry;
    }

    /**
     * The line is a number of an advertisement.
     *
     * @param type 1: shown to one visitor of a site, 2: printed somewhere
     */
    public MangoCall tracked(int type) {
        tracking = type;
        return this;
    }

    /** The caller hears the menu. */
    public MangoLeg menu() {
        MangoLeg leg = leg("ivr", null);
        leg.from.putAll(MangoLeg.outside(client));
        leg.to.put("number", line);
        leg.to.put("line_number", line);
        return tell(leg, "Appeared");
    }

    /** The caller waits for a group, after the menu. */
    public MangoLeg queue(MangoLeg menu, String group) {
        end(menu, NORMAL);
        MangoLeg leg = leg("queue", group);
        leg.from.putAll(MangoLeg.outside(client));
        takenFrom(leg, menu);
        leg.to.put("number", line);
        leg.to.put("line_number", line);
        return tell(leg, "Appeared");
    }

    /** The telephone of an employee rings for the client; after another leg, or at once with null for it. */
    public MangoLeg rings(String extension, MangoLeg before) {
        MangoLeg leg = leg("abonent", before == null ? null : before.group);
        leg.from.putAll(MangoLeg.outside(client));
        takenFrom(leg, before);
        leg.to.putAll(MangoLeg.employee(extension));
        if (line != null) {
            leg.to.put("line_number", line);
        }
        return tell(leg, "Appeared");
    }

    /** The call is sent to a number outside, such as the mobile of somebody who is no employee here. */
    public MangoLeg forwarded(String number, MangoLeg before) {
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.outside(client));
        takenFrom(leg, before);
        leg.to.putAll(MangoLeg.outside(number));
        leg.to.put("line_number", line);
        return tell(leg, "Appeared");
    }

    /** An employee calls the client, or a colleague in an internal call. */
    public MangoLeg dials(String extension, String to) {
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.employee(extension));
        if (line != null) {
            leg.from.put("line_number", line);
        }
        leg.to.putAll(direction == 0 ? MangoLeg.employee(to) : MangoLeg.outside(to));
        return tell(leg, "Appeared");
    }

    /** Mango rings the employee first, for a command; that looks like a call of the client. */
    public MangoLeg calledBack(String extension, String commandId) {
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.outside(client));
        leg.to.putAll(MangoLeg.employee(extension));
        leg.commandId = commandId;
        return tell(leg, "Appeared");
    }

    /** The employee has picked up, and the client is called. */
    public MangoLeg callsClient(MangoLeg first) {
        answers(first);
        end(first, HANDED_ON);
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.employee(first.extension()));
        takenFrom(leg, first);
        leg.to.putAll(MangoLeg.outside(client));
        leg.commandId = first.commandId;
        return tell(leg, "Appeared");
    }

    public void answers(MangoLeg leg) {
        leg.answer = office.now();
        tell(leg, "Connected");
        boolean conversation = leg.commandId == null || leg.from.containsKey("extension");
        if (conversation && talkedAt == null && !"consultative".equals(leg.transfer)) {
            talkedAt = leg.answer;
            talked = leg;
        }
    }

    public void holds(MangoLeg leg) {
        Map<String, Object> holder = leg.to.containsKey("extension") ? leg.to : leg.from;
        office.newer(holder, "hold_initiator", true);
        tell(leg, "OnHold");
        holder.remove("hold_initiator");
    }

    public void resumes(MangoLeg leg) {
        tell(leg, "Connected");
    }

    public void end(MangoLeg leg, int reason) {
        leg.reason = reason;
        leg.end = office.now();
        tell(leg, "Disconnected");
    }

    /** The employee holds the client and calls a colleague. */
    public MangoLeg consults(MangoLeg talk, String colleague) {
        holds(talk);
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.employee(talk.extension()));
        takenFrom(leg, talk);
        leg.to.putAll(MangoLeg.employee(colleague));
        leg.transfer = office.newerFields() ? "consultative" : null;
        return tell(leg, "Appeared");
    }

    /** The employee hangs up; client and colleague are together. */
    public void joins(MangoLeg talk, MangoLeg consultation) {
        office.newer(talk.from, "was_transferred", true);
        end(talk, CALLEE_HUNG_UP);
        movesTo(talk, consultation);
        consultation.transfer = office.newerFields() ? "blind" : null;
        tell(consultation, "Connected");
    }

    /** Hands the client on without asking, by a command. */
    public MangoLeg handsOn(MangoLeg talk, String colleague, String commandId) {
        office.newer(talk.from, "was_transferred", true);
        end(talk, CALLEE_HUNG_UP);
        MangoLeg leg = leg("abonent", null);
        movesTo(talk, leg);
        leg.to.putAll(MangoLeg.employee(colleague));
        leg.transfer = office.newerFields() ? "blind" : null;
        leg.commandId = commandId;
        return tell(leg, "Appeared");
    }

    /** Hands the client on with the keys of the telephone: calls the colleague and is gone before they answer. */
    public MangoLeg handsOnByKeys(MangoLeg talk, String colleague, Runnable meanwhile) {
        tell(talk, "OnHold");
        MangoLeg leg = leg("abonent", null);
        leg.from.putAll(MangoLeg.employee(talk.extension()));
        leg.to.putAll(MangoLeg.employee(colleague));
        tell(leg, "Appeared");
        meanwhile.run();
        end(talk, CALLEE_HUNG_UP);
        movesTo(talk, leg);
        return tell(leg, "Appeared");
    }

    private void movesTo(MangoLeg talk, MangoLeg leg) {
        leg.from.clear();
        boolean outgoing = talk.from.containsKey("extension");
        leg.from.putAll(MangoLeg.outside(outgoing ? (String) talk.to.get("number") : client));
        takenFrom(leg, talk);
    }

    /** Tells that the whole is over. */
    public void over(int reason) {
        ended = office.now();
        var summary = new LinkedHashMap<String, Object>();
        summary.put("entry_id", entry);
        summary.put("call_direction", office.number(direction));
        summary.put("from", direction == 1 ? MangoLeg.outside(client) : firstParty());
        summary.put("to", lastParty());
        if (direction != 0 && line != null) {
            summary.put("line_number", line);
        }
        summary.put("create_time", seconds(created));
        summary.put("forward_time", seconds(created));
        summary.put("talk_time", talkedAt == null ? office.number(0) : seconds(talkedAt));
        summary.put("end_time", seconds(ended));
        summary.put("entry_result", office.number(talkedAt == null ? 0 : 1));
        summary.put("disconnect_reason", office.number(reason));
        office.tell("events/summary", summary);
        office.log(this);
    }

    /** The conversation of this leg has been recorded from its answer on; the file is announced with {@link #stored}. */
    public String recorded(MangoLeg leg) {
        String recording = office.newId("R");
        recordings.put(recording, leg.id);
        var event = new LinkedHashMap<String, Object>();
        event.put("recording_id", recording);
        event.put("recording_state", "Started");
        event.put("seq", office.number(1));
        event.put("entry_id", entry);
        event.put("call_id", leg.id);
        event.put("extension", leg.extension() == null ? leg.from.get("extension") : leg.extension());
        event.put("timestamp", seconds(office.now()));
        office.tell("events/recording", event);
        return recording;
    }

    /** The leg of which that is the recording; null when it is none of this call. */
    MangoLeg recordedAs(String recording) {
        String leg = recordings.get(recording);
        return legs.stream().filter(each -> each.id.equals(leg)).findFirst().orElse(null);
    }

    public void stored(String recording) {
        var event = new LinkedHashMap<String, Object>();
        event.put("entry_id", entry);
        event.put("product_id", 10000001);
        event.put("user_id", -1);
        event.put("timestamp", seconds(office.now()));
        event.put("recording_id", recording);
        office.tell("events/record/added", event);
    }

    /** The caller pressed keys in the menu. */
    public void keys(MangoLeg menu, String keys) {
        var event = new LinkedHashMap<String, Object>();
        event.put("seq", office.number(1));
        event.put("dtmf", keys);
        event.put("timestamp", seconds(office.now()));
        event.put("call_id", menu.id);
        event.put("entry_id", entry);
        event.put("location", "ivr");
        event.put("initiator", client);
        office.tell("events/dtmf", event);
    }

    private Map<String, Object> firstParty() {
        MangoLeg root = legs.get(0);
        return root.commandId != null ? MangoLeg.employee(root.extension()) : new LinkedHashMap<>(root.from);
    }

    private Map<String, Object> lastParty() {
        MangoLeg named = talked;
        for (MangoLeg leg : legs) {
            named = named == null && leg.location.equals("abonent") ? leg : named;
        }
        var to = new LinkedHashMap<String, Object>();
        if (direction != 1 && legs.get(0).commandId != null) {
            to.put("number", client);
        } else if (named != null) {
            to.putAll(named.to);
            to.remove("line_number");
            to.remove("acd_group");
        }
        return to;
    }

    private MangoLeg leg(String location, String group) {
        var leg = new MangoLeg(office.newId("L"), location, group);
        leg.start = office.now();
        legs.add(leg);
        return leg;
    }

    private static void takenFrom(MangoLeg leg, MangoLeg before) {
        if (before != null) {
            leg.from.put("taken_from_call_id", before.id);
        }
    }

    private MangoLeg tell(MangoLeg leg, String state) {
        var event = new LinkedHashMap<String, Object>();
        event.put("entry_id", entry);
        event.put("call_id", leg.id);
        event.put("timestamp", seconds(office.now()));
        event.put("seq", office.number(++leg.seq));
        event.put("call_state", state);
        event.put("location", leg.location);
        event.put("from", new LinkedHashMap<>(leg.from));
        var to = new LinkedHashMap<>(leg.to);
        to.put("acd_group", leg.group == null ? "" : leg.group);
        event.put("to", to);
        if (state.equals("Disconnected")) {
            event.put("disconnect_reason", office.number(leg.reason));
        }
        if (leg.transfer != null) {
            event.put("transfer", leg.transfer);
        }
        if (leg.commandId != null) {
            event.put("command_id", leg.commandId);
        }
        if (leg.commandId != null && direction == 2) {
            office.newer(event, "callback_initiator", "API");
        }
        event.put("dct", tracking == null ? Map.of("type", 0) : Map.of("number", line, "type", tracking));
        office.tell("events/call", event);
        return leg;
    }

    private Object seconds(Instant at) {
        return office.number(at.getEpochSecond());
    }

    /** As the statistics have it. */
    Map<String, Object> statistics() {
        return MangoStatistics.of(this, entry, direction, talkedAt, ended);
    }
}
