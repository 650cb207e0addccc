package org.ringbook.dialrules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.dialrules.CallCounts.Full;
import org.ringbook.dialrules.DialFacts.NumberKind;
import org.ringbook.dialrules.DialHours.Closed;
import org.ringbook.dialrules.DialLimit.Kind;
import org.ringbook.dialrules.DialReason.Code;
import org.ringbook.dialrules.DialReason.Force;

/** All that speaks against one call at one moment. */
final class DialMoment {

    private static final String ADS = "ads";
    private static final String AUTOMATIC = "calls";
    private static final int MOST_TOLD = 5;

    private final DialQuestion question;
    private final DialFacts facts;
    private final PossibleZones possible;
    private final Collection<ZoneId> zones;
    private final Instant at;
    private final CampaignRules campaign;
    private final Map<Kind, List<DialLimit>> limits = new EnumMap<>(Kind.class);
    private final ZoneId shown;
    private final DialHours hours;
    private final CallCounts toNumber;
    private final CallCounts toPerson;
    private final List<DialReason> reasons = new ArrayList<>();

    DialMoment(DialQuestion question, DialFacts facts, PossibleZones possible) {
        this.question = question;
        this.facts = facts;
        this.possible = possible;
        this.at = question.at();
        this.campaign = question.campaign();
        this.zones = possible.unknown() ? List.of(facts.ours()) : possible.zones();
        Set<LocalDate> days = new HashSet<>();
        zones.forEach(zone -> days.add(day(zone)));
        for (DialLimit limit : facts.limits()) {
            if (days.stream().anyMatch(day -> limit.fits(campaign.purpose(), facts.country(), day))) {
                limits.computeIfAbsent(limit.kind(), kind -> new ArrayList<>()).add(limit);
            }
        }
        this.shown = offsets() == 1 && !possible.unknown() ? zones.iterator().next() : facts.ours();
        this.hours = new DialHours(zones, weeks(), facts.country(), facts.holidays());
        List<PastCall> counted =
                facts.calls().stream().filter(PastCall::counted).toList();
        this.toPerson = new CallCounts(zones, distinct(counted), at);
        this.toNumber = toPerson.of(call -> call.number().equals(question.number()));
    }

    private LocalDate day(ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private long offsets() {
        return zones.stream()
                .map(zone -> zone.getRules().getOffset(at))
                .distinct()
                .count();
    }

    /** An attempt and its call of the log are one. */
    private static List<PastCall> distinct(List<PastCall> calls) {
        Set<UUID> seen = new HashSet<>();
        return calls.stream()
                .filter(call -> call.call() == null || seen.add(call.call()))
                .toList();
    }

    private List<DialHours.Week> weeks() {
        var weeks = new ArrayList<DialHours.Week>();
        of(Kind.HOURS).forEach(limit -> weeks.add(new DialHours.Week(limit.hours(), limit.fixed())));
        Stream.of(campaign.hours(), question.numberHours())
                .filter(week -> week != null)
                .forEach(week -> weeks.add(new DialHours.Week(week, false)));
        return weeks;
    }

    private Stream<DialLimit> of(Kind kind) {
        return limits.getOrDefault(kind, List.of()).stream();
    }

    List<DialReason> reasons() {
        doNotCall();
        registers();
        neverDialled();
        consent();
        modes();
        callerId();
        campaignDays();
        hours();
        caps();
        left();
        mass();
        return reasons;
    }

    private void say(DialReason reason) {
        reasons.add(reason.in(shown));
    }

    private void doNotCall() {
        facts.doNotCall().stream()
                .filter(entry -> entry.isAbout(question.number(), facts.parties()) && entry.holds(campaign, at))
                .forEach(this::doNotCall);
    }

    private void doNotCall(DoNotCallEntry entry) {
        DialReason reason = entry.register() == null
                ? DialReason.of(Code.DO_NOT_CALL, entry.since(), entry.reason() == null ? "" : entry.reason())
                : DialReason.of(Code.IN_REGISTER, entry.register());
        say(reason.with(Force.EVERYBODY).since(entry.since()).until(entry.until()));
    }

    /** Whose register was read in once must be read in again in time. */
    private void registers() {
        of(Kind.REGISTER_DAYS)
                .forEach(limit -> facts.registers().stream()
                        .filter(register -> register.country().equals(facts.country()))
                        .filter(register ->
                                Duration.between(register.at(), at).compareTo(Duration.ofDays(limit.most())) > 0)
                        .forEach(register ->
                                say(DialReason.of(Code.REGISTER_OLD, register.register(), register.at(), limit.most())
                                        .fixed(limit.fixed()))));
    }

    private void neverDialled() {
        if (facts.kind() != NumberKind.ORDINARY) {
            say(DialReason.of(
                    Code.NEVER_DIALLED,
                    DialReason.Word.of("number_kind", facts.kind().name().toLowerCase(Locale.ROOT))));
        }
    }

    private void consent() {
        if (question.askedFor()) {
            return;
        }
        ConsentFact word = newest(consentWord());
        of(Kind.CONSENT)
                .filter(limit -> word == null)
                .findFirst()
                .ifPresent(limit ->
                        say(DialReason.of(Code.NO_CONSENT, campaign.purpose()).fixed(limit.fixed())));
        withdrawn(consentWord(), word)
                .ifPresent(refused -> say(DialReason.of(
                                Code.CONSENT_WITHDRAWN,
                                campaign.purpose(),
                                refused.at(),
                                refused.how() == null ? "" : refused.how())
                        .since(refused.at())));
        boolean agreed = word != null && word.allowed() || isAllowed(newest(AUTOMATIC));
        if (question.mode().isAutomatic() && !agreed) {
            of(Kind.AUTOMATIC_CONSENT)
                    .findFirst()
                    .ifPresent(limit -> say(DialReason.of(Code.NO_AUTOMATIC_CONSENT)
                            .with(limit.value().equals("told") ? Force.TOLD : Force.CAMPAIGNS)));
        }
    }

    /** Where a number is of several people, whoever of them refused is not to be called. */
    private Optional<ConsentFact> withdrawn(String purpose, ConsentFact own) {
        if (own != null && !own.allowed()) {
            return Optional.of(own);
        }
        return facts.consents().stream()
                .map(ConsentFact::other)
                .filter(Objects::nonNull)
                .distinct()
                .map(other -> newest(purpose, other))
                .filter(word -> word != null && !word.allowed())
                .max(Comparator.comparing(ConsentFact::at));
    }

    private String consentWord() {
        return campaign.purpose() == Purpose.ADVERTISING
                ? ADS
                : campaign.purpose().code();
    }

    private static boolean isAllowed(ConsentFact fact) {
        return fact != null && fact.allowed();
    }

    private ConsentFact newest(String purpose) {
        return newest(purpose, null);
    }

    private ConsentFact newest(String purpose, UUID other) {
        return facts.consents().stream()
                .filter(one -> Objects.equals(one.other(), other)
                        && one.purpose().equals(purpose)
                        && !one.at().isAfter(at))
                .max(Comparator.comparing(ConsentFact::at))
                .orElse(null);
    }

    private void modes() {
        if (question.mode() == DialMode.HAND) {
            return;
        }
        List<DialLimit> refusing =
                of(Kind.MODES).filter(limit -> !limit.allows(question.mode())).toList();
        if (refusing.isEmpty()) {
            return;
        }
        boolean once = of(Kind.SIGNED_MODES).anyMatch(limit -> limit.allows(question.mode()));
        if (!once) {
            say(DialReason.of(Code.MODE, campaign.purpose(), question.mode()));
        } else if (!campaign.dialsWithoutPerson()) {
            say(DialReason.of(Code.MODE_UNSIGNED, campaign.purpose(), question.mode()));
        }
    }

    private void callerId() {
        if (question.mode() == DialMode.HAND) {
            return;
        }
        DialLimit limit = of(Kind.CALLER_ID)
                .max(Comparator.comparing(one -> one.value().equals("labelled")))
                .orElse(null);
        if (question.callerId() == null) {
            if (limit != null) {
                say(DialReason.of(Code.NO_LINE).with(question.mode().isAutomatic() ? Force.CAMPAIGNS : Force.TOLD));
            }
            return;
        }
        boolean mayShow = campaign.callerIds().isEmpty() || campaign.callerIds().contains(question.callerId());
        List<OwnLine> known = facts.lines().stream()
                .filter(line -> line.number().equals(question.callerId()))
                .filter(line -> line.isValid(day(facts.ours())))
                .toList();
        if (!mayShow || limit != null && known.isEmpty()) {
            say(DialReason.of(Code.LINE_UNKNOWN, question.callerId()));
        } else if (limit != null
                && limit.value().equals("labelled")
                && known.stream().noneMatch(OwnLine::isLabelled)) {
            say(DialReason.of(Code.LINE_UNLABELLED, question.callerId()));
        }
    }

    private void campaignDays() {
        if (campaign.first() != null
                && zones.stream().anyMatch(zone -> day(zone).isBefore(campaign.first()))) {
            Instant begin = zones.stream()
                    .map(zone -> campaign.first().atStartOfDay(zone).toInstant())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            say(DialReason.of(Code.NOT_BEGUN, campaign.first()).until(begin));
        }
        if (campaign.last() != null && zones.stream().anyMatch(zone -> day(zone).isAfter(campaign.last()))) {
            say(DialReason.of(Code.OVER, campaign.last()));
        }
    }

    private void hours() {
        if (hours.weeks().isEmpty()) {
            return;
        }
        if (possible.unknown()) {
            boolean fixed = hours.weeks().stream().anyMatch(DialHours.Week::fixed);
            say(DialReason.of(Code.ZONE_UNKNOWN).fixed(fixed));
            return;
        }
        if (hours.wantsCalendar(at)) {
            say(DialReason.of(Code.CALENDAR_MISSING, facts.country(), Integer.toString(year())));
        }
        Closed closed = hours.closed(at);
        if (closed != null) {
            closed(closed);
        }
    }

    private int year() {
        return zones.stream()
                .mapToInt(zone -> day(zone).getYear())
                .filter(year -> !facts.holidays().knows(facts.country(), year))
                .max()
                .orElseThrow();
    }

    private void closed(Closed closed) {
        Instant open = hours.nextOpen(at);
        Object opens = open == null ? DialReason.Word.of("never", "never") : open;
        String theirs = "%s, UTC%s"
                .formatted(
                        closed.local().toLocalTime().truncatedTo(ChronoUnit.MINUTES),
                        closed.local().getOffset().equals(ZoneOffset.UTC)
                                ? ""
                                : closed.local().getOffset());
        DialReason reason = closed.holiday() && closed.today() == null
                ? DialReason.of(Code.HOLIDAY, closed.local().toLocalDate(), opens)
                : DialReason.of(
                        Code.HOURS,
                        theirs,
                        closed.today() == null ? DialReason.Word.of("hours", "none") : closed.today(),
                        offsets() > 1 ? DialReason.Word.of("hours", "several") : "",
                        opens);
        say(reason.until(open).fixed(closed.week().fixed()));
    }

    private void caps() {
        inDays(Kind.NUMBER_DAY, Code.NUMBER_DAY, toNumber, 1);
        of(Kind.NUMBER_24H)
                .forEach(limit -> full(limit, Code.NUMBER_24H, toNumber.fullIn(limit.most(), Duration.ofHours(24))));
        inDays(Kind.PERSON_DAY, Code.PERSON_DAY, toPerson, 1);
        inDays(Kind.PERSON_WEEK, Code.PERSON_WEEK, toPerson, 7);
        inDays(Kind.PERSON_MONTH, Code.PERSON_MONTH, toPerson, 30);
        CallCounts talks = toPerson.of(PastCall::talked);
        inDays(Kind.TALKS_DAY, Code.TALKS_DAY, talks, 1);
        inDays(Kind.TALKS_WEEK, Code.TALKS_WEEK, talks, 7);
        inDays(Kind.TALKS_MONTH, Code.TALKS_MONTH, talks, 31);
        ofCampaign();
    }

    private void inDays(Kind kind, Code code, CallCounts counts, int days) {
        of(kind).forEach(limit -> full(limit, code, counts.fullInDays(limit.most(), days)));
    }

    private void full(DialLimit limit, Code code, Full full) {
        if (full != null) {
            say(DialReason.of(code, limit.most(), latest(full.by()))
                    .until(full.until())
                    .fixed(limit.fixed()));
        }
    }

    private static List<PastCall> latest(List<PastCall> calls) {
        return calls.subList(Math.max(0, calls.size() - MOST_TOLD), calls.size());
    }

    private void ofCampaign() {
        if (campaign.id() == null) {
            return;
        }
        int most = of(Kind.PERSON_CAMPAIGN).mapToInt(DialLimit::most).min().orElse(Integer.MAX_VALUE);
        if (campaign.attemptsPerPerson() != null) {
            most = Math.min(most, campaign.attemptsPerPerson());
        }
        Full full = toPerson.of(call -> campaign.id().equals(call.campaign())).full(most);
        if (full != null) {
            say(DialReason.of(Code.PERSON_CAMPAIGN, most, latest(full.by())));
        }
    }

    /** Who refused, and whose call reached nobody of ours, is left alone. */
    private void left() {
        List<PastCall> past =
                facts.calls().stream().filter(call -> !call.at().isAfter(at)).toList();
        past.stream()
                .filter(call ->
                        call.refused() && campaign.id() != null && campaign.id().equals(call.campaign()))
                .max(Comparator.comparing(PastCall::at))
                .ifPresent(
                        call -> say(DialReason.of(Code.REFUSED_HERE, call.at()).since(call.at())));
        of(Kind.REFUSAL_DAYS)
                .forEach(limit -> past.stream()
                        .filter(call -> call.refused()
                                && call.campaign() != null
                                && !call.campaign().equals(campaign.id()))
                        .max(Comparator.comparing(PastCall::at))
                        .ifPresent(
                                call -> leftUntil(limit, Code.REFUSED_ELSEWHERE, call, Duration.ofDays(limit.most()))));
        if (question.mode() == DialMode.POWER || question.mode() == DialMode.PREDICTIVE) {
            of(Kind.DROP_HOURS)
                    .forEach(limit -> past.stream()
                            .filter(call -> call.dropped() && call.number().equals(question.number()))
                            .max(Comparator.comparing(PastCall::at))
                            .ifPresent(call -> leftUntil(limit, Code.DROPPED, call, Duration.ofHours(limit.most()))));
        }
    }

    private void leftUntil(DialLimit limit, Code code, PastCall call, Duration time) {
        Instant until = call.at().plus(time);
        if (until.isAfter(at)) {
            say(DialReason.of(code, call.at(), limit.most(), until)
                    .since(call.at())
                    .until(until)
                    .fixed(limit.fixed()));
        }
    }

    private void mass() {
        of(Kind.MASS_DAY)
                .filter(limit -> facts.callsOfPurposeToday() >= limit.most())
                .findFirst()
                .ifPresent(limit -> say(DialReason.of(Code.MASS, facts.callsOfPurposeToday(), limit.most())
                        .with(Force.TOLD)));
    }

    Instant openUntil() {
        boolean unlimited = hours.weeks().isEmpty() || possible.unknown() || hours.closed(at) != null;
        return unlimited ? null : hours.openUntil(at);
    }

    /** By the caps of a day; null when there are none. */
    Integer attemptsLeft() {
        var left = Stream.concat(
                        of(Kind.NUMBER_DAY).map(limit -> limit.most() - toNumber.most(1)),
                        of(Kind.PERSON_DAY).map(limit -> limit.most() - toPerson.most(1)))
                .min(Comparator.naturalOrder());
        return left.map(count -> Math.max(0, count)).orElse(null);
    }
}
