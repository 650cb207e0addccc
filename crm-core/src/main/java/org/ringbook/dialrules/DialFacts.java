package org.ringbook.dialrules;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.numbers.Destination;
import org.ringbook.numbers.PhoneNumber;

/**
 * All that the gate is told of beside the question: read at the edge, made up in tests.
 *
 * @param country ISO 3166 code of the number; null when unknown
 * @param kind of number
 * @param parties who has the number and the company they are of, as far as known
 * @param calls earlier calls of ours to this number and to all numbers of the person, of all campaigns and by hand, of 31 days at
 *     least; of the campaign that asks, all; refusals of a year
 * @param doNotCall entries that may be about the number, ended ones may be among them
 * @param registers the newest import of each register
 * @param consents all that the person said
 * @param zones evidence, in any order
 * @param holidays of all countries, and which years are known
 * @param lines numbers of ours that may be shown
 * @param limits all that are kept, whenever they hold
 * @param ours zone of the company, in which moments are told when theirs is not known
 * @param callsOfPurposeToday how many calls of the same purpose the company made today; 0 when nobody counted
 */
public record DialFacts(
        String country,
        NumberKind kind,
        Set<UUID> parties,
        List<PastCall> calls,
        List<DoNotCallEntry> doNotCall,
        List<RegisterImport> registers,
        List<ConsentFact> consents,
        List<ZoneEvidence> zones,
        PublicHolidays holidays,
        List<OwnLine> lines,
        List<DialLimit> limits,
        ZoneId ours,
        int callsOfPurposeToday) {

    /** What no list may ever dial is not ordinary. */
    public enum NumberKind {
        ORDINARY,
        /** One of the company's own. */
        OURS,
        EMERGENCY,
        /** Whoever has the number earns by the call. */
        PREMIUM,
        /** Satellites, and networks of no country. */
        SATELLITE;

        /** @param ours whether it is a number of the company */
        public static NumberKind of(Destination destination, boolean ours) {
            if (ours) {
                return OURS;
            }
            return switch (destination.kind()) {
                case ORDINARY -> ORDINARY;
                case PREMIUM -> PREMIUM;
                case SATELLITE -> SATELLITE;
            };
        }
    }

    public DialFacts {
        parties = Set.copyOf(parties);
        calls = List.copyOf(calls);
        doNotCall = List.copyOf(doNotCall);
        registers = List.copyOf(registers);
        consents = List.copyOf(consents);
        zones = List.copyOf(zones);
        lines = List.copyOf(lines);
        limits = List.copyOf(limits);
    }

    /** The parts by their names, while they are put together. Nothing is known until it is set. */
    static final class Draft {
        String country;
        NumberKind kind = NumberKind.ORDINARY;
        Set<UUID> parties = Set.of();
        List<PastCall> calls = List.of();
        List<DoNotCallEntry> doNotCall = List.of();
        List<RegisterImport> registers = List.of();
        List<ConsentFact> consents = List.of();
        List<ZoneEvidence> zones = List.of();
        PublicHolidays holidays = PublicHolidays.NONE;
        List<OwnLine> lines = List.of();
        List<DialLimit> limits = List.of();
        ZoneId ours;
        int callsOfPurposeToday;

        private Draft() {}

        private Draft(DialFacts from) {
            country = from.country;
            kind = from.kind;
            parties = from.parties;
            calls = from.calls;
            doNotCall = from.doNotCall;
            registers = from.registers;
            consents = from.consents;
            zones = from.zones;
            holidays = from.holidays;
            lines = from.lines;
            limits = from.limits;
            ours = from.ours;
            callsOfPurposeToday = from.callsOfPurposeToday;
        }

        private DialFacts facts() {
            return new DialFacts(
                    country,
                    kind,
                    parties,
                    calls,
                    doNotCall,
                    registers,
                    consents,
                    zones,
                    holidays,
                    lines,
                    limits,
                    ours,
                    callsOfPurposeToday);
        }
    }

    static DialFacts of(Consumer<Draft> parts) {
        var draft = new Draft();
        parts.accept(draft);
        return draft.facts();
    }

    private DialFacts with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.facts();
    }

    /** Nothing is known of the number but its country. */
    public static DialFacts of(String country, PublicHolidays holidays, Collection<DialLimit> limits, ZoneId ours) {
        return of(draft -> {
            draft.country = country;
            draft.holidays = holidays;
            draft.limits = List.copyOf(limits);
            draft.ours = ours;
        });
    }

    public DialFacts ofKind(NumberKind other) {
        return with(draft -> draft.kind = other);
    }

    public DialFacts whose(Set<UUID> others) {
        return with(draft -> draft.parties = others);
    }

    public DialFacts withCalls(List<PastCall> others) {
        return with(draft -> draft.calls = others);
    }

    public DialFacts withDoNotCall(List<DoNotCallEntry> others) {
        return with(draft -> draft.doNotCall = others);
    }

    public DialFacts withRegisters(List<RegisterImport> others) {
        return with(draft -> draft.registers = others);
    }

    public DialFacts withConsents(List<ConsentFact> others) {
        return with(draft -> draft.consents = others);
    }

    public DialFacts withZones(List<ZoneEvidence> others) {
        return with(draft -> draft.zones = others);
    }

    public DialFacts withLines(List<OwnLine> others) {
        return with(draft -> draft.lines = others);
    }

    public DialFacts withCallsOfPurposeToday(int count) {
        return with(draft -> draft.callsOfPurposeToday = count);
    }

    /** The calls to one number. */
    List<PastCall> callsTo(PhoneNumber number) {
        return calls.stream().filter(call -> call.number().equals(number)).toList();
    }
}
