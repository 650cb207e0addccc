package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.CallFact;

/**
 * Whether anything came of a transfer that was told. A source says that a call was sent on, and not whether it got anywhere: a call
 * that comes back to who sent it, and one that nobody else was called for and that ended there and then, was handed to nobody. While
 * the call goes on all may still come.
 */
final class Arrivals {

    private static final Duration NEAR = Duration.ofSeconds(1);
    /** A dialplan that has nobody to call and nothing to say hangs up in a moment. */
    private static final Duration HEARS_SOMETHING = Duration.ofSeconds(1);

    private final Parties parties;
    private final LegHistory history;
    private final Conversation conversation;

    Arrivals(Parties parties, LegHistory history, Conversation conversation) {
        this.parties = parties;
        this.history = history;
        this.conversation = conversation;
    }

    boolean came(Transfer transfer) {
        if (!parties.allAreGone()) {
            return true;
        }
        for (int i = 0; i < conversation.talking.size(); i++) {
            Instant from = conversation.talking.get(i).from();
            Set<LegState> company = conversation.companies.get(i);
            if (!from.isBefore(transfer.at().minus(NEAR)) && !company.isEmpty()) {
                if (company.stream().anyMatch(leg -> !isWho(leg, transfer))) {
                    return true;
                }
                if (from.isAfter(transfer.at().plus(NEAR))) {
                    return false;
                }
            }
        }
        return somebodyWasCalled(transfer) || entersAPlace(transfer.at()) || wentOnAlone(transfer);
    }

    private boolean isWho(LegState leg, Transfer transfer) {
        return transfer.from() != null && transfer.from().equals(parties.nameOf(leg));
    }

    private boolean somebodyWasCalled(Transfer transfer) {
        return parties.people.stream()
                .filter(leg -> leg.dialledAt != null && leg != parties.principal() && !isWho(leg, transfer))
                .anyMatch(leg -> !leg.dialledAt.isBefore(transfer.at().minus(NEAR))
                        || leg.gone() == null
                        || leg.gone().isAfter(transfer.at()));
    }

    private boolean entersAPlace(Instant since) {
        return Stream.of(
                        history.queues.stream().map(visit -> visit.in),
                        history.services.stream().map(CallFact.Served::at),
                        history.parkings.stream().map(CallFact.Parked::at))
                .flatMap(times -> times)
                .anyMatch(at -> !at.isBefore(since));
    }

    /**
     * Nobody was called, and they stayed: an extension that is an announcement, music or the time has them. Not every PBX tells what it
     * plays. Who is refused hears a tone, or that nobody is there, and their line ends with that cause.
     */
    private boolean wentOnAlone(Transfer transfer) {
        if (transfer.kind() != TransferKind.BLIND || conversation.lastEnd == null) {
            return false;
        }
        Instant gone = conversation.principal.gone();
        return !conversation.lastEnd.isAfter(transfer.at().plus(NEAR))
                && gone != null
                && !gone.isBefore(transfer.at().plus(HEARS_SOMETHING))
                && !LegState.refuses(conversation.principal.endedWhy);
    }
}
