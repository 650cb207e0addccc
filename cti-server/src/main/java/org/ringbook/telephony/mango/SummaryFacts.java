package org.ringbook.telephony.mango;

import java.time.Instant;
import java.util.Set;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** A call of which no telephone was heard: what its summary alone tells. */
final class SummaryFacts {

    private final Summary told;
    private final Set<CallFact> facts;
    private final String caller;
    private final String called;

    private SummaryFacts(Summary told, Set<CallFact> facts) {
        this.told = told;
        this.facts = facts;
        this.caller = told.entry();
        this.called = told.entry() + "/to";
    }

    static void tell(Summary told, Set<CallFact> facts) {
        new SummaryFacts(told, facts).tell();
    }

    private void tell() {
        boolean inbound = told.direction() == Summary.INCOMING || told.direction() < 0;
        boolean outbound = told.direction() == Summary.OUTGOING;
        Instant at = told.created();
        String line = Party.international(told.line());
        facts.add(new LegBegan(
                caller,
                at,
                Side.CALLER,
                inbound,
                inbound ? null : name(told.from()),
                Party.international(told.from().number()),
                inbound ? line : Party.international(told.to().number())));
        boolean menu = inbound && told.talked() == null && told.to().isNobody();
        if (group()) {
            facts.add(new QueueJoined(caller, told.forwarded(), told.to().extension()));
            facts.add(new QueueLeft(caller, told.ended(), told.to().extension(), hungUp()));
        } else if (!told.to().isNobody()) {
            called(outbound, line);
        }
        // Whatever the code says: who was led to nobody was in the menu.
        if (hungUp() || menu) {
            facts.add(new HungUp(caller, told.ended()));
        }
        facts.add(new LegEnded(caller, told.ended(), Outcome.OTHER));
        facts.add(new Healed(caller, at, HealedFrom.CALLS));
    }

    /** Whether it is not a telephone that was called: a group has an extension too, and a code of its own. */
    private boolean group() {
        return told.talked() == null && told.to().number() == null && Reasons.isOfGroup(told.reason());
    }

    private boolean hungUp() {
        return told.reason() == Reasons.CALLER_HUNG_UP;
    }

    private void called(boolean outbound, String line) {
        Instant rang = told.forwarded();
        String number = Party.international(told.to().number());
        facts.add(new Linked(called, rang, caller));
        facts.add(new LegBegan(called, rang, Side.CALLED, outbound, outbound ? null : name(told.to()), null, null));
        facts.add(new LegDialled(called, rang, caller, outbound ? number : null));
        facts.add(new LegRang(called, rang));
        if (outbound && line != null) {
            facts.add(new ShownNumber(called, rang, line));
        }
        if (told.talked() == null) {
            facts.add(new DialEnded(called, told.ended(), Reasons.unanswered(told.reason()), null));
        } else {
            facts.add(new DialEnded(called, told.talked(), Outcome.ANSWERED, null));
            facts.add(new LegUp(called, told.talked()));
            facts.add(new Joined(caller, told.talked(), called, BridgeKind.TALK, null));
            facts.add(new Joined(called, told.talked(), called, BridgeKind.TALK, null));
            if (told.reason() == Reasons.CALLEE_HUNG_UP) {
                facts.add(new HungUp(called, told.ended()));
            }
        }
        facts.add(new LegEnded(called, told.ended(), Outcome.OTHER));
    }

    private static String name(Party party) {
        return party.extension() != null ? party.extension() : party.device();
    }
}
