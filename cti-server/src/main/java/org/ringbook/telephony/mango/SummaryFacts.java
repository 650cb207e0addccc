package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** A call of which no telephone was heard: what its summary alone tells. */
final class SummaryFacts {

    private final Summary reported;
    private final Set<CallFact> facts;
    private final String caller;
    private final String called;

    private SummaryFacts(Summary reported, Set<CallFact> facts) {
        this.reported = reported;
        this.facts = facts;
        this.caller = reported.entry();
        this.called = reported.entry() + "/to";
    }

    static void report(Summary reported, Set<CallFact> facts) {
        new SummaryFacts(reported, facts).report();
    }

    private void report() {
        boolean inbound = reported.direction() == Summary.INCOMING || reported.direction() < 0;
        boolean outbound = reported.direction() == Summary.OUTGOING;
        Instant at = reported.created();
        String line = Party.international(reported.line());
        facts.add(new LegBegan(
                caller,
                at,
                Side.CALLER,
                inbound,
                inbound ? null : name(reported.from()),
                Party.international(reported.from().number()),
                inbound ? line : Party.international(reported.to().number())));
        boolean menu = inbound && reported.talked() == null && reported.to().isNobody();
        if (group()) {
            facts.add(
                    new QueueJoined(caller, reported.forwarded(), reported.to().extension()));
            facts.add(new QueueLeft(caller, reported.ended(), reported.to().extension(), hungUp()));
        } else if (!reported.to().isNobody()) {
            called(outbound, line);
        }
        // Whatever the code says: who was led to nobody was in the menu.
        if (hungUp() || menu) {
            facts.add(new HungUp(caller, reported.ended()));
        }
        facts.add(new LegEnded(caller, reported.ended(), Outcome.OTHER));
        facts.add(new Healed(caller, at, HealedFrom.CALLS));
    }

    /** Whether it is not a telephone that was called: a group has an extension too, and a code of its own. */
    private boolean group() {
        return reported.talked() == null && reported.to().number() == null && Reasons.isOfGroup(reported.reason());
    }

    private boolean hungUp() {
        return reported.reason() == Reasons.CALLER_HUNG_UP;
    }

    private void called(boolean outbound, String line) {
        Instant rang = reported.forwarded();
        String number = Party.international(reported.to().number());
        facts.add(new Linked(called, rang, caller));
        facts.add(new LegBegan(called, rang, Side.CALLED, outbound, outbound ? null : name(reported.to()), null, null));
        facts.add(new LegDialled(called, rang, caller, outbound ? number : null));
        facts.add(new LegRang(called, rang));
        if (outbound && line != null) {
            facts.add(new ShownNumber(called, rang, line));
        }
        if (reported.talked() == null) {
            facts.add(new DialEnded(called, reported.ended(), Reasons.unanswered(reported.reason()), null));
        } else {
            facts.add(new DialEnded(called, reported.talked(), Outcome.ANSWERED, null));
            facts.add(new LegUp(called, reported.talked()));
            facts.add(new Joined(caller, reported.talked(), called, BridgeKind.TALK, null));
            facts.add(new Joined(called, reported.talked(), called, BridgeKind.TALK, null));
            if (reported.reason() == Reasons.CALLEE_HUNG_UP) {
                facts.add(new HungUp(called, reported.ended()));
            }
        }
        facts.add(new LegEnded(called, reported.ended(), Outcome.OTHER));
    }

    private static String name(Party party) {
        return party.extension() != null ? party.extension() : party.device();
    }
}
