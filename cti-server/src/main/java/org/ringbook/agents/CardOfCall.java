package org.ringbook.agents;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestState;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;

/** Writes the card of a call for one person. Holds nothing but what it asks. */
final class CardOfCall {

    private final Directory directory;
    private final Function<Call, PopUp.Recording> recording;
    private final BiFunction<StaffMember, Call, Set<Capability>> offers;

    /** @param offers what a person may do with a call as it is, and its telephone system can; must not wait */
    CardOfCall(
            Directory directory,
            Function<Call, PopUp.Recording> recording,
            BiFunction<StaffMember, Call, Set<Capability>> offers) {
        this.directory = directory;
        this.recording = recording;
        this.offers = offers;
    }

    Predicate<String> telephonesOf(StaffMember member, Call call) {
        return directory.telephonesOf(member, call);
    }

    /** @param before the card as it was shown last; null when none was */
    PopUp now(Call call, PartInCall part, StaffMember member, PopUp before, List<UUID> replaces) {
        return write(call, part.state(), null, part.extensions(), part.since(), member, before, replaces);
    }

    /** The card of a call that is over by now, as it was while it rang. */
    PopUp asItRang(Call call, PartInCall part, StaffMember member) {
        Call then = call.with(draft -> {
            draft.state = Call.State.RINGING;
            draft.result = null;
            draft.reason = null;
            draft.answeredAt = null;
            draft.answeredBy = List.of();
            draft.endedAt = null;
        });
        return now(then, part, member, null, List.of());
    }

    /** @param before the card as it was shown last */
    PopUp ended(Call call, StaffMember member, PopUp before, List<UUID> replaces) {
        var outcome = PartInCall.outcome(call, telephonesOf(member, call));
        return write(call, PopUp.State.ENDED, outcome, before.extensions(), before.since(), member, before, replaces);
    }

    /** @return the same card, with whom the number means today */
    PopUp lookedUpAgain(PopUp card) {
        if (card.external() == null) {
            return card;
        }
        List<PopUp.Candidate> today =
                directory.candidates(card.callId(), card.external().number());
        return today.equals(card.candidates()) ? card : card.withCandidates(today);
    }

    private PopUp write(
            Call call,
            PopUp.State state,
            PopUp.Outcome outcome,
            List<String> extensions,
            Instant since,
            StaffMember member,
            PopUp before,
            List<UUID> replaces) {
        Predicate<String> mine = telephonesOf(member, call);
        boolean internal = call.direction() == Call.Direction.INTERNAL;
        return new PopUp(
                call.id(),
                call.direction(),
                before == null ? placed(call, mine) : before.placedByMe(),
                state,
                outcome,
                outcome == null || !call.ended() ? null : call.reason(),
                external(call, before),
                !internal && call.external() == null && call.dialled() == null,
                internal ? colleague(call, mine) : null,
                directory.number(call.line()),
                call.queue(),
                directory.candidates(call.id(), call.external()),
                extensions,
                call.startedAt(),
                since,
                call.answeredAt(),
                call.endedAt(),
                call.answeredAt() == null && !call.ended() ? null : call.waitSeconds(),
                call.ended() && call.answeredAt() != null ? call.talkSeconds() : null,
                last(call),
                transferredBy(call, mine),
                outcome == PopUp.Outcome.TRANSFERRED ? transferredTo(call, mine) : null,
                speaks(state) ? recording.apply(call) : null,
                outcome == null ? CardCommand.ofCard(offers.apply(member, call)) : List.of(),
                before == null ? null : before.asked(),
                before != null && before.dismissed(),
                before == null ? List.of() : before.shownOn(),
                before == null ? replaces : both(before.replaces(), replaces));
    }

    /** @return the same card, with what its person asked for last as it is now; a consultation that goes on stays before their eyes */
    PopUp asked(PopUp card, CallRequest request, StaffMember member) {
        PopUp.Asked shown = card.asked();
        boolean another = shown != null && !shown.id().equals(request.id());
        if (another && (shown.isConsulting() || request.state() != RequestState.ACCEPTED)) {
            return card;
        }
        String words = request.words() == null
                ? null
                : request.words().in(Locale.forLanguageTag(member.language() == null ? "en" : member.language()));
        return card.withAsked(new PopUp.Asked(
                request.id(),
                request.kind(),
                request.state(),
                directory.person(request.source(), request.number()),
                request.cause(),
                words));
    }

    private static boolean speaks(PopUp.State state) {
        return state == PopUp.State.TALKING || state == PopUp.State.HELD;
    }

    /** Asked once, at the beginning: later the call's agent is whoever spoke last. */
    private static boolean placed(Call call, Predicate<String> mine) {
        return call.direction() != Call.Direction.INBOUND && call.agent() != null && mine.test(call.agent());
    }

    /** Printing a number is the dearest part of a card, and it hardly ever changes. */
    private PopUp.Number external(Call call, PopUp before) {
        boolean same = before != null
                && before.external() != null
                && before.external().number().equals(call.external());
        return same ? before.external() : directory.number(call.external());
    }

    private PopUp.Person colleague(Call call, Predicate<String> mine) {
        return call.legs().stream()
                .filter(leg -> leg.kind() == Call.LegKind.AGENT)
                .map(Call.Leg::party)
                .filter(Objects::nonNull)
                .filter(mine.negate())
                .findFirst()
                .map(party -> directory.person(call.source(), party))
                .orElse(null);
    }

    private PopUp.Person transferredBy(Call call, Predicate<String> mine) {
        return call.transfers().stream()
                .filter(transfer -> transfer.to() != null && mine.test(transfer.to()))
                .reduce((earlier, later) -> later)
                .map(transfer -> directory.person(call.source(), transfer.from()))
                .orElse(null);
    }

    private PopUp.Person transferredTo(Call call, Predicate<String> mine) {
        return call.transfers().stream()
                .filter(transfer -> transfer.from() != null && mine.test(transfer.from()))
                .reduce((earlier, later) -> later)
                .map(transfer -> directory.person(call.source(), transfer.to()))
                .orElse(null);
    }

    private PopUp.Person last(Call call) {
        List<String> parties = call.answeredBy();
        return parties.isEmpty() ? null : directory.person(call.source(), parties.get(parties.size() - 1));
    }

    private static List<UUID> both(List<UUID> earlier, List<UUID> later) {
        return later.isEmpty()
                ? earlier
                : Stream.concat(earlier.stream(), later.stream()).distinct().toList();
    }
}
