package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.telephony.megafon.LegEvent.Way;

/** Which telephones were called in one call of the PBX, by whom, and what became of each. */
final class AgentLegs {

    static final Set<String> MACHINES = Set.of("ivr", "hello", "onduty", "offtime");
    static final Set<String> MAILBOXES = Set.of("vm", "am");

    final List<AgentLeg> called = new ArrayList<>();
    final Times times;
    private final Part part;
    private final Way way;
    private final CallRecord record;
    private final HandOver by;
    private final Directory directory;

    /**
     * A called telephone.
     *
     * @param leg what was heard of it; null when only the record knows of it, or it is outside
     * @param answered null when it did not, or not yet
     * @param ended null while it goes on
     */
    record AgentLeg(String id, String party, boolean outside, Leg leg, Instant answered, Instant ended) {}

    /** @param by the transfer that made this call; null when none did */
    AgentLegs(Part part, HandOver by, boolean clicked, Directory directory, Durations durations) {
        this.part = part;
        this.way = part.way();
        this.record = part.record();
        this.by = by;
        this.directory = directory;
        this.times = Times.of(part, durations);
        if (outbound()) {
            callee(clicked);
        } else {
            employees();
            if (by != null && called.isEmpty() && way == Way.INTERNAL) {
                callee(false);
            }
        }
    }

    /** Whether one of ours placed it, and the called one is not told by events of their own. */
    boolean outbound() {
        if (by != null) {
            return false;
        }
        boolean rung = part.legs().values().stream().anyMatch(leg -> leg.rang != null && !leg.outgoing);
        boolean recorded = record != null && (record.to() != null || record.way() == Way.OUT);
        return way == Way.OUT || internal() && !rung && (placing() != null || recorded);
    }

    boolean internal() {
        return way == Way.INTERNAL;
    }

    private Leg placing() {
        return part.legs().values().stream()
                .filter(leg -> leg.outgoing)
                .findFirst()
                .orElse(null);
    }

    /** Of an outgoing call, the one who is called; nobody when the click's own telephone was not picked up. */
    private void callee(boolean clicked) {
        Leg own = part.legs().values().stream().findFirst().orElse(null);
        if (clicked && own != null && placing() == null && !own.answered()) {
            return;
        }
        String to = record != null && record.to() != null ? record.to() : part.phone();
        Instant receivedEnd = own == null ? null : own.ended();
        Instant end = handedOn() ? null : times.record() ? times.ended() : receivedEnd;
        called.add(new AgentLeg(
                part.call + "/out", internal() ? extension(to) : null, !internal(), null, times.answered(), end));
    }

    /** Whether the one who is called goes on with somebody else, in a call that a transfer made. */
    boolean handedOn() {
        return outbound() && part.legs().values().stream().anyMatch(leg -> leg.transferred != null);
    }

    String extension(String phone) {
        String digits = Phone.digits(phone);
        return digits == null ? null : directory.party(new Person(null, digits, null), null);
    }

    private void employees() {
        for (Leg leg : part.legs().values()) {
            if (!leg.outgoing && leg.person.known()) {
                called.add(agentLeg(leg));
            }
        }
        boolean spoke = times.answered() != null
                && called.stream().noneMatch(agentLeg -> agentLeg.answered != null)
                && !machine();
        boolean named = record != null && (record.person().known() || directory.knows(part.line()));
        if (spoke || called.isEmpty() && named && !machine()) {
            ofRecord(spoke);
        }
    }

    private boolean machine() {
        String place = record == null || record.destination() == null ? "" : record.destination();
        return MACHINES.contains(place) || MAILBOXES.contains(place);
    }

    private AgentLeg agentLeg(Leg leg) {
        boolean nobody = times.record() && times.answered() == null;
        if (times.record() && !nobody && mixedUp(leg)) {
            return new AgentLeg(id(leg.person), party(leg.person), false, leg, times.answered(), times.ended());
        }
        Instant answered = leg.answered() && !nobody ? times.at(leg.accepted) : null;
        boolean last = leg.transferred == null
                && part.legs().values().stream().filter(Leg::answered).count() == 1;
        boolean recorded = times.record() && (leg.ended() == null || answered != null && last);
        Instant ended = recorded ? times.ended() : leg.ended() == null ? null : times.at(leg.ended());
        return new AgentLeg(id(leg.person), party(leg.person), false, leg, answered, ended);
    }

    /** Its end was told before its answer: the order in which they came says nothing of when they were. */
    private static boolean mixedUp(Leg leg) {
        return leg.answered() && leg.ended() != null && !leg.accepted.isBefore(leg.ended());
    }

    /** Of whom only the record tells. */
    private void ofRecord(boolean spoke) {
        Person person = record == null ? Person.NOBODY : record.person();
        called.removeIf(agentLeg -> agentLeg.id.equals(id(person)));
        Leg received = part.legs().get(person.id());
        called.add(new AgentLeg(
                id(person), party(person), false, received, spoke ? times.answered() : null, times.ended()));
    }

    private String id(Person person) {
        return part.call + "/" + person.id();
    }

    String party(Person person) {
        return directory.party(person, part.line());
    }

    /** Whichever of ours placed it. */
    String placedBy() {
        if (!outbound()) {
            return placing() != null ? party(placing().person) : extension(part.phone());
        }
        if (record != null && record.to() != null) {
            return extension(record.phone());
        }
        Leg received = part.legs().values().stream().findFirst().orElse(null);
        Person person = received == null ? Person.NOBODY : received.person;
        return party(
                record == null || !record.person().known()
                        ? person
                        : record.person().or(person));
    }

    AgentLeg answering() {
        return called.stream()
                .filter(agentLeg -> agentLeg.answered != null)
                .findFirst()
                .orElse(null);
    }
}
