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
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

    private Transfers() {}

    static List<Transfer> of(Parties parties, LegHistory history, Conversation conversation) {
        var transfers = new ArrayList<Transfer>(0);
        var arrivals = new Arrivals(parties, history, conversation);
        for (Transferred told : history.transfers) {
            if (!parked(told, history)) {
                Transfer transfer = told(told, parties, history);
                if (arrivals.came(transfer)) {
                    add(transfers, transfer);
                }
            }
        }
        for (Transfer joined : Joins.of(parties, conversation)) {
            if (transfers.stream().noneMatch(told -> tells(told, joined))) {
                add(transfers, joined);
            }
        }
        if (transfers.isEmpty()) {
            moved(parties, history, conversation, transfers);
        }
        if (transfers.isEmpty()) {
            return List.of();
        }
        transfers.removeIf(
                transfer -> transfer.from() != null && transfer.from().equals(transfer.to()));
        transfers.sort(Comparator.comparing(Transfer::at));
        return List.copyOf(transfers);
    }

    /** To put a call into a parking slot is told as a transfer, but hands it to nobody. */
    private static boolean parked(Transferred told, LegHistory history) {
        return history.parkings.stream()
                .anyMatch(
                        parked -> Duration.between(told.at(), parked.at()).abs().compareTo(NEAR) < 0);
    }

    private static Transfer told(Transferred told, Parties parties, LegHistory history) {
        LegState from = history.get(told.leg());
        String to = told.kind() == TransferKind.BLIND ? parties.nameOf(told.to()) : null;
        if (to == null) {
            LegState target = person(other(told, parties, history), history, told.at());
            to = parties.nameOf(target != null ? target : consulted(from, parties, history, told.at()));
        }
        return new Transfer(parties.nameOf(from), to == null ? parties.nameOf(told.to()) : to, told.kind(), told.at());
    }

    /** Whom the principal of this call came to: which of two lines was moved to which is the other call's business, too. */
    private static LegState other(Transferred told, Parties parties, LegHistory history) {
        LegState target = history.get(told.target());
        LegState moved = history.get(told.moved());
        return target != null && target == parties.principal() && moved != null ? moved : target;
    }

    /** The person at the far end of a chain of local legs. */
    private static LegState person(LegState leg, LegHistory history, Instant at) {
        LegState here = leg;
        for (int depth = 0; depth < 20 && here != null && here.local; depth++) {
            LegState farEnd = history.get(here.pairedWith);
            here = farEnd == null ? null : calledBy(farEnd, history, at);
        }
        return here;
    }

    private static LegState calledBy(LegState caller, LegHistory history, Instant at) {
        LegState last = null;
        for (LegState leg : history.legs.values()) {
            boolean dialledByThen = leg.dialledAt != null && !leg.dialledAt.isAfter(at.plus(NEAR));
            if (dialledByThen && caller.id.equals(leg.dialledFrom) && later(leg, last)) {
                last = leg;
            }
        }
        return last;
    }

    private static boolean later(LegState leg, LegState than) {
        return than == null
                || leg.upAt != null && than.upAt == null
                || (leg.upAt == null) == (than.upAt == null) && leg.dialledAt.isAfter(than.dialledAt);
    }

    /** Whom the one who handed on was calling last, from any of their legs, straight or over local legs. */
    private static LegState consulted(LegState from, Parties parties, LegHistory history, Instant at) {
        LegState last = null;
        for (LegState leg : parties.people) {
            boolean inTime = leg.dialledAt != null
                    && !leg.dialledAt.isAfter(at)
                    && (leg.gone() == null || leg.gone().isAfter(at));
            boolean own = leg.outside == from.outside && leg.party != null && leg.party.equals(from.party);
            if (inTime && !own && leg != parties.externalParty && calledFor(leg, from, history) && later(leg, last)) {
                last = leg;
            }
        }
        return last;
    }

    private static boolean calledFor(LegState leg, LegState who, LegHistory history) {
        LegState caller = history.get(leg.dialledFrom);
        if (caller == null) {
            return false;
        }
        return caller.local || caller.party != null && caller.party.equals(who.party);
    }

    private static void add(List<Transfer> transfers, Transfer transfer) {
        transfers.removeIf(other -> other.to() == null && same(other, transfer));
        if (transfers.stream().noneMatch(other -> same(other, transfer))) {
            transfers.add(transfer);
        }
    }

    /** Who tells of a transfer by a clock of whole seconds, or when it is confirmed, tells of it a little earlier or later. */
    private static boolean tells(Transfer told, Transfer joined) {
        return told.kind() == joined.kind()
                && java.util.Objects.equals(told.from(), joined.from())
                && java.util.Objects.equals(told.to(), joined.to())
                && Duration.between(told.at(), joined.at()).abs().compareTo(TOLD_WITHIN) < 0;
    }

    private static boolean same(Transfer one, Transfer other) {
        return one.kind() == other.kind()
                && java.util.Objects.equals(one.from(), other.from())
                && Duration.between(one.at(), other.at()).abs().compareTo(NEAR) < 0;
    }

    /** Moved by a command: no transfer is told; the outside party just leaves one agent and another phone is called. */
    private static void moved(
            Parties parties, LegHistory history, Conversation conversation, List<Transfer> transfers) {
        if (parties.externalParty == null || conversation.answeredAt == null) {
            return;
        }
        LegState from = null;
        for (LegState leg : parties.people) {
            boolean calledForExternalParty = parties.externalParty.id.equals(leg.dialledFrom);
            if (calledForExternalParty
                    && from != null
                    && leg.dialledAt.isAfter(leftBehind(from))
                    && !parkedBetween(leftBehind(from), leg.dialledAt, history)
                    && !hungUpFirst(from, parties)) {
                transfers.add(
                        new Transfer(parties.nameOf(from), parties.nameOf(leg), TransferKind.BLIND, leg.dialledAt));
            }
            if (conversation.spoke.contains(leg) && leg != parties.externalParty) {
                from = leg;
            }
        }
    }

    /** Whom a parking slot calls when nobody fetches the caller, nobody handed them to. */
    private static boolean parkedBetween(Instant from, Instant to, LegHistory history) {
        return history.parkings.stream()
                .anyMatch(parked -> parked.at().isAfter(from) && parked.at().isBefore(to));
    }

    private static Instant leftBehind(LegState agent) {
        return agent.stays.get(0).in;
    }

    private static boolean hungUpFirst(LegState agent, Parties parties) {
        return agent.hungUpAt != null
                && (parties.externalParty.hungUpAt == null || agent.hungUpAt.isBefore(parties.externalParty.hungUpAt));
    }
}
