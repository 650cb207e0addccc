package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/** The facts of one part of a call: who called, whose telephones rang, who spoke. */
final class PartFacts {

    private final EntryFacts whole;
    private final Part part;
    private final Set<CallFact> facts;

    PartFacts(EntryFacts whole, Part part) {
        this.whole = whole;
        this.part = part;
        this.facts = whole.facts;
    }

    void tell() {
        caller();
        if (part.hasCallee()) {
            callee();
        }
        part.seats.forEach(this::called);
        if (part.placer == null) {
            places();
        } else {
            holds(part.id, part.placer);
        }
    }

    private void caller() {
        Instant began = part.start();
        Leg placer = part.placer;
        if (placer == null) {
            boolean outside = part.outside();
            String party = outside ? null : whole.directory.party(part.remote());
            facts.add(new LegBegan(
                    part.id, began, Side.CALLER, outside, party, outside ? part.number() : null, part.line()));
        } else if (part.clicked()) {
            clicked(began, placer);
        } else {
            String party = whole.directory.party(placer.user);
            facts.add(new LegBegan(part.id, began, Side.CALLER, false, party, null, part.number()));
        }
    }

    private void clicked(Instant began, Leg placer) {
        String party = whole.directory.party(placer.user);
        facts.add(new LegBegan(part.id, began, Side.CALLED, false, party, null, null));
        facts.add(new LegRang(part.id, began));
        facts.add(new ClickToCall(part.id, began, part.number()));
        if (placer.pickedUp() != null) {
            facts.add(new LegUp(part.id, placer.pickedUp()));
        } else if (placer.release() != null) {
            facts.add(new DialEnded(part.id, placer.release(), Outcomes.ofOwn(placer.cause()), null));
        }
    }

    private void callee() {
        Leg placer = part.placer;
        Instant began = part.clicked() ? placer.pickedUp() : placer.start;
        String out = part.callee();
        boolean outside = part.outside();
        String party = outside ? null : whole.directory.party(part.remote());
        facts.add(new LegBegan(out, began, Side.CALLED, outside, party, null, null));
        facts.add(new LegDialled(out, began, part.id, outside ? part.number() : null));
        Outcome outcome = Outcomes.ofCallee(placer.cause(), placer.releasedBy());
        if (placer.answer() != null) {
            facts.add(new LegRang(out, began));
            spoke(part.id, out, placer.answer());
            if (placer.end() != null) {
                facts.add(new Left(part.id, placer.end(), out));
            }
        } else {
            if (placer.cause() == null || Outcomes.rang(outcome)) {
                facts.add(new LegRang(out, began));
            }
            if (placer.release() != null) {
                facts.add(new DialEnded(out, placer.release(), outcome, null));
            }
        }
    }

    private void spoke(String caller, String called, Instant at) {
        facts.add(new DialEnded(called, at, Outcome.ANSWERED, null));
        facts.add(new LegUp(called, at));
        facts.add(new Joined(caller, at, called, BridgeKind.TALK, null));
        facts.add(new Joined(called, at, called, BridgeKind.TALK, null));
    }

    private void called(Leg leg) {
        String caller = part.customer();
        String party = whole.directory.party(leg.user);
        facts.add(new LegBegan(leg.key, leg.start, Side.CALLED, false, party, null, null));
        String mobile = leg.placed() && !leg.remote().equals(XsiParty.NOBODY)
                ? leg.remote().number()
                : null;
        facts.add(new LegDialled(leg.key, leg.start, caller, mobile));
        Outcome outcome = elsewhere(leg) ? Outcome.ELSEWHERE : Outcomes.ofCalled(leg.cause());
        if (leg.answer() != null || Outcomes.rang(outcome)) {
            facts.add(new LegRang(leg.key, leg.start));
        }
        if (leg.answer() != null) {
            spoke(caller, leg.key, leg.answer());
            holds(leg.key, leg);
            if (leg.end() != null) {
                facts.add(new Left(caller, leg.end(), leg.key));
            }
        } else if (leg.end() != null) {
            String forwardedTo =
                    leg.redirect() == null ? null : Phone.digits(leg.redirect().to());
            facts.add(new DialEnded(leg.key, leg.end(), outcome, forwardedTo));
        }
        if (leg.end() != null) {
            facts.add(new LegEnded(leg.key, leg.end(), Outcome.OTHER));
        }
    }

    /** It rang until somebody else answered. */
    private boolean elsewhere(Leg leg) {
        boolean ended = leg.answer() == null && leg.end() != null && leg.cause() == null;
        return leg.takenByColleague()
                || ended
                        && part.seats.stream()
                                .anyMatch(other -> other != leg
                                        && other.answer() != null
                                        && !leg.end().isBefore(other.answer().minusSeconds(1))
                                        && !other.answer().isBefore(leg.start));
    }

    private void holds(String id, Leg leg) {
        List<Instant> holds = leg.holds();
        List<Long> totals = leg.held();
        long before = 0;
        for (int i = 0; i < holds.size(); i++) {
            facts.add(new Held(id, holds.get(i)));
            if (i < totals.size()) {
                facts.add(new Resumed(id, holds.get(i).plusMillis(totals.get(i) - before)));
                before = totals.get(i);
            }
        }
    }

    private void places() {
        String group = part.group();
        Instant answered = part.seats.stream()
                .map(Leg::answer)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        if (group != null) {
            facts.add(new QueueJoined(part.id, part.start(), group));
            if (answered != null) {
                facts.add(new QueueLeft(part.id, answered, group, false));
            }
        }
        part.legs.stream()
                .filter(leg -> leg.machine() && leg.user.contains("_vxml"))
                .findFirst()
                .ifPresent(menu -> facts.add(new Served(part.id, menu.start, Call.LegKind.IVR, null)));
    }
}
