package org.ringbook.telephony.mango;

import java.util.Objects;

/**
 * Whose telephone stands at which side of a leg. Mango tells of ways between two sides; a call is told in telephones, and one
 * telephone goes through many legs: a caller through menu, queue and each employee, an employee who consults through two.
 * The telephone that the whole began with is named like the whole.
 */
final class AgentLegs {

    private static final int DEEPEST = 20;

    private final Entry entry;
    private final Hop root;
    final boolean callback;
    final int direction;

    /** @param party extension of one of ours, or the name of a device; null outside */
    record AgentLeg(String id, boolean outside, String party, String number) {}

    AgentLegs(Entry entry) {
        this.entry = entry;
        this.root = entry.root();
        this.callback = root != null && root.callback();
        this.direction = direction();
    }

    private int direction() {
        if (entry.summary != null && entry.summary.direction() >= 0 && !callback) {
            return entry.summary.direction();
        }
        if (root == null || callback) {
            return Summary.OUTGOING;
        }
        CallEvent first = root.first();
        Party to = root.to();
        boolean phones = first.from().hasPhone() || to.hasPhone();
        if (first.from().extension() != null && (to.extension() != null || !phones)) {
            return Summary.INTERNAL;
        }
        if (first.from().extension() != null) {
            return Summary.OUTGOING;
        }
        boolean incoming = !root.person()
                || to.line() != null
                || to.extension() != null
                || first.from().takenFrom() != null;
        return incoming || !to.hasPhone() ? Summary.INCOMING : Summary.OUTGOING;
    }

    /** The called telephone; null when no telephone is called. */
    AgentLeg to(Hop hop) {
        if (!hop.person()) {
            return null;
        }
        Party to = hop.to();
        String id = callback && hop == root ? entry.id : hop.call;
        boolean dialledOut = hop == root && !callback && direction == Summary.OUTGOING;
        boolean outside = to.hasPhone() && (dialledOut || to.extension() == null) && direction != Summary.INTERNAL;
        return new AgentLeg(id, outside, outside ? null : ours(to), to.number());
    }

    /** The calling telephone at one moment; null when it is not called yet. */
    AgentLeg from(Hop hop, CallEvent event) {
        return from(hop, event.from(), 0);
    }

    private AgentLeg from(Hop hop, Party from, int depth) {
        if (callback && hop == root) {
            return null;
        }
        return from.extension() != null ? colleague(hop, from, depth) : caller(hop, from, depth);
    }

    private AgentLeg colleague(Hop hop, Party from, int depth) {
        String before = from.takenFrom();
        Hop there = before == null ? null : entry.hops.get(before);
        if (there != null && depth < DEEPEST) {
            if (from.extension().equals(there.to().extension())) {
                return to(there);
            }
            for (CallEvent event : there.inOrder()) {
                if (from.extension().equals(event.from().extension())) {
                    return from(there, event.from(), depth + 1);
                }
            }
        }
        String id = before != null ? before : hop == root ? entry.id : hop.call + "/from";
        return new AgentLeg(id, false, from.extension(), from.number());
    }

    private AgentLeg caller(Hop hop, Party from, int depth) {
        Hop there = from.takenFrom() == null ? null : entry.hops.get(from.takenFrom());
        if (there != null && there != hop && depth < DEEPEST) {
            if (there.person()
                    && from.number() != null
                    && Objects.equals(from.number(), there.to().number())) {
                return to(there);
            }
            for (CallEvent event : there.inOrder()) {
                if (event.from().extension() == null && !(callback && there == root)) {
                    return from(there, event.from(), depth + 1);
                }
            }
        }
        boolean outside = direction == Summary.INCOMING;
        if (!outside && hop != root) {
            for (Hop other : entry.inOrder()) {
                if (other != hop && other.person() && Objects.equals(other.to().number(), from.number())) {
                    return to(other);
                }
            }
        }
        return new AgentLeg(entry.id, outside, outside ? null : from.device(), from.number());
    }

    private static String ours(Party party) {
        return party.extension() != null ? party.extension() : party.device();
    }

    Hop root() {
        return root;
    }
}
