package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact.Transferred;

/** Who handed the call to whom. */
final class Transfers {

    private static final Duration NEAR = Duration.ofSeconds(1);

    private Transfers() {}

    static List<Transfer> of(Parties parties, LegStories stories, Talk talk) {
        var transfers = new ArrayList<Transfer>();
        for (Transferred told : stories.transfers) {
            if (!parked(told, stories)) {
                add(transfers, told(told, parties, stories));
            }
        }
        if (transfers.isEmpty()) {
            moved(parties, stories, talk, transfers);
        }
        transfers.sort(Comparator.comparing(Transfer::at));
        return List.copyOf(transfers);
    }

    /** To put a call into a parking slot is told as a transfer, but hands it to nobody. */
    private static boolean parked(Transferred told, LegStories stories) {
        return stories.parkings.stream()
                .anyMatch(
                        parked -> Duration.between(told.at(), parked.at()).abs().compareTo(NEAR) < 0);
    }

    private static Transfer told(Transferred told, Parties parties, LegStories stories) {
        LegStory from = stories.get(told.leg());
        String to = told.kind() == TransferKind.BLIND ? parties.nameOf(told.to()) : null;
        if (to == null) {
            LegStory target = person(stories.get(told.target()), stories, told.at());
            to = parties.nameOf(target != null ? target : consulted(from, parties, stories, told.at()));
        }
        return new Transfer(parties.nameOf(from), to == null ? parties.nameOf(told.to()) : to, told.kind(), told.at());
    }

    /** The person at the far end of a chain of relays. */
    private static LegStory person(LegStory leg, LegStories stories, Instant at) {
        LegStory here = leg;
        for (int depth = 0; depth < 20 && here != null && here.relay; depth++) {
            LegStory farEnd = stories.get(here.wiredTo);
            here = farEnd == null ? null : calledBy(farEnd, stories, at);
        }
        return here;
    }

    private static LegStory calledBy(LegStory caller, LegStories stories, Instant at) {
        LegStory last = null;
        for (LegStory leg : stories.legs.values()) {
            boolean dialledByThen = leg.dialledAt != null && !leg.dialledAt.isAfter(at.plus(NEAR));
            if (dialledByThen && caller.id.equals(leg.dialledFrom) && later(leg, last)) {
                last = leg;
            }
        }
        return last;
    }

    private static boolean later(LegStory leg, LegStory than) {
        return than == null
                || leg.upAt != null && than.upAt == null
                || (leg.upAt == null) == (than.upAt == null) && leg.dialledAt.isAfter(than.dialledAt);
    }

    /** Whom the one who handed on was calling last, from any of their legs, straight or over relays. */
    private static LegStory consulted(LegStory from, Parties parties, LegStories stories, Instant at) {
        LegStory last = null;
        for (LegStory leg : parties.people) {
            boolean inTime = leg.dialledAt != null
                    && !leg.dialledAt.isAfter(at)
                    && (leg.gone() == null || leg.gone().isAfter(at));
            boolean own = leg.outside == from.outside && leg.party != null && leg.party.equals(from.party);
            if (inTime && !own && leg != parties.outsider && calledFor(leg, from, stories) && later(leg, last)) {
                last = leg;
            }
        }
        return last;
    }

    private static boolean calledFor(LegStory leg, LegStory who, LegStories stories) {
        LegStory caller = stories.get(leg.dialledFrom);
        if (caller == null) {
            return false;
        }
        return caller.relay || caller.party != null && caller.party.equals(who.party);
    }

    private static void add(List<Transfer> transfers, Transfer transfer) {
        boolean known = transfers.stream()
                .anyMatch(other -> other.kind() == transfer.kind()
                        && java.util.Objects.equals(other.from(), transfer.from())
                        && Duration.between(other.at(), transfer.at()).abs().compareTo(NEAR) < 0);
        if (!known) {
            transfers.add(transfer);
        }
    }

    /** Moved by a command: no transfer is told; the outside party just leaves one agent and another phone is called. */
    private static void moved(Parties parties, LegStories stories, Talk talk, List<Transfer> transfers) {
        if (parties.outsider == null || talk.answeredAt == null) {
            return;
        }
        LegStory from = null;
        for (LegStory leg : parties.people) {
            boolean calledForOutsider = parties.outsider.id.equals(leg.dialledFrom);
            if (calledForOutsider
                    && from != null
                    && leg.dialledAt.isAfter(leftBehind(from))
                    && !hungUpFirst(from, parties)) {
                transfers.add(
                        new Transfer(parties.nameOf(from), parties.nameOf(leg), TransferKind.BLIND, leg.dialledAt));
            }
            if (talk.spoke.contains(leg) && leg != parties.outsider) {
                from = leg;
            }
        }
    }

    private static Instant leftBehind(LegStory agent) {
        return agent.stays.get(0).in;
    }

    private static boolean hungUpFirst(LegStory agent, Parties parties) {
        return agent.hungUpAt != null
                && (parties.outsider.hungUpAt == null || agent.hungUpAt.isBefore(parties.outsider.hungUpAt));
    }
}
