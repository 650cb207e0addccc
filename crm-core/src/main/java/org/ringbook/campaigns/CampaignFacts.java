package org.ringbook.campaigns;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.details.Consents;
import org.ringbook.dialrules.ConsentFact;
import org.ringbook.dialrules.DialFacts;
import org.ringbook.dialrules.DialQuestion;
import org.ringbook.dialrules.PastCall;
import org.ringbook.dialrules.ShippedLimits;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the gate has to know of an entry's number. Any thread; waits for the database. */
@Component
class CampaignFacts {

    private static final Duration BACK = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final Consents consents;
    private final AttemptsForTheGate attempts;
    private final WorkingCalendar calendar;
    private final NumberPlan plan;

    CampaignFacts(
            JdbcClient jdbc,
            Consents consents,
            AttemptsForTheGate attempts,
            WorkingCalendar calendar,
            NumberPlan plan) {
        this.calendar = calendar;
        this.plan = plan;
        this.jdbc = jdbc;
        this.consents = consents;
        this.attempts = attempts;
    }

    DialFacts of(DialQuestion question, Entry entry) {
        List<PhoneNumber> numbers =
                entry.numbers().stream().map(Entry.Number::number).toList();
        Instant since = question.at().minus(BACK);
        var calls = new ArrayList<>(
                attempts.of(numbers, entry.partyId(), question.campaign().id(), since));
        Set<UUID> known =
                calls.stream().map(PastCall::call).filter(Objects::nonNull).collect(Collectors.toSet());
        byHand(numbers, since).stream()
                .filter(one -> !known.contains(one.call()))
                .forEach(calls::add);
        DialFacts facts = DialFacts.of(
                        plan.destination(question.number()).country(),
                        PublicHolidays.NONE,
                        ShippedLimits.all(),
                        calendar.zone())
                .withCalls(calls);
        return entry.partyId() == null
                ? facts
                : facts.whose(Set.of(entry.partyId()))
                        .withConsents(consents.of(entry.partyId()).stream()
                                .map(one -> new ConsentFact(
                                        one.purpose(), one.allowed(), one.at(), one.how(), one.textVersion()))
                                .toList());
    }

    private List<PastCall> byHand(List<PhoneNumber> numbers, Instant since) {
        return jdbc.sql(
                        "select id, external, started_at, result from call where external = any(?) and direction = 'outbound'"
                                + " and started_at >= ? and coalesce(reason, '') not in ('congestion', 'agent_unreachable')")
                .params(numbers.stream().map(PhoneNumber::toString).toArray(String[]::new), Timestamp.from(since))
                .query((row, n) -> PastCall.byHand(
                        row.getObject("id", UUID.class),
                        PhoneNumber.of(row.getString("external")),
                        row.getTimestamp("started_at").toInstant(),
                        null,
                        "answered".equals(row.getString("result"))))
                .list();
    }

    void doNotCall(PhoneNumber number, Entry entry, String reason, StaffMember by, Instant at) {
        if (entry.partyId() != null) {
            consents.add(entry.partyId(), new Consents.Consent(null, Consents.ADS, false, at, "call", null, by.id()));
        }
    }
}
