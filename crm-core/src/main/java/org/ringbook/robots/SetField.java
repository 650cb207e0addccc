package org.ringbook.robots;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.fields.FieldKind;
import org.ringbook.refusals.Refused;
import org.ringbook.robots.Definition.Does;
import org.ringbook.robots.Definition.RobotStep;
import org.springframework.stereotype.Component;

@Component
class SetField implements StepKind {

    private static final int LONGEST = 255;

    private final Deals deals;
    private final Known known;
    private final WorkingCalendar calendar;

    SetField(Deals deals, Known known, WorkingCalendar calendar) {
        this.deals = deals;
        this.known = known;
        this.calendar = calendar;
    }

    @Override
    public Does does() {
        return Does.SET;
    }

    @Override
    public Robot.Planned planned(RobotStep step, RecordFacts facts, Instant now) {
        return new Robot.Planned(Does.SET, step.field(), value(step, facts, now), null, List.of(), null);
    }

    @Override
    public Instant does(RobotStep step, RecordFacts facts, RobotRows.Run run, Instant now) {
        String value = value(step, facts, now);
        int version = facts.deal().version();
        if (step.field().startsWith(KnownFields.OWN)) {
            Map<String, Object> own = Collections.singletonMap(step.field().substring(KnownFields.OWN.length()), value);
            deals.change(facts.id(), version, null, own, MoveDeal.ROBOT);
        } else {
            // All of the content is written: what somebody saved since it was read would be lost.
            deals.change(
                    facts.id(), version, written(facts.deal().content(), step.field(), value), null, MoveDeal.ROBOT);
        }
        return now;
    }

    /** As it would be written; null empties. */
    private String value(RobotStep step, RecordFacts facts, Instant now) {
        if (step.value() == null || step.value().isBlank()) {
            return null;
        }
        String value = step.value().strip();
        if (value.matches("\\+\\d{1,4}") && isDay(step.field())) {
            return LocalDate.ofInstant(now, calendar.zone())
                    .plusDays(Integer.parseInt(value.substring(1)))
                    .toString();
        }
        return Texts.filled(value, facts.values(), LONGEST);
    }

    private boolean isDay(String field) {
        return field.equals("expectedClose")
                || known.own(RecordKind.DEAL).stream()
                        .anyMatch(own -> field.equals(KnownFields.OWN + own.key()) && own.kind() == FieldKind.DATE);
    }

    private static Deal.Content written(Deal.Content old, String field, String value) {
        return new Deal.Content(
                field.equals("title") ? value : old.title(),
                old.partyId(),
                old.entityId(),
                old.contactId(),
                field.equals("responsibleId") ? UUID.fromString(value) : old.responsibleId(),
                field.equals("amount") ? number(field, value) : old.amount(),
                old.currency(),
                old.amountFrom(),
                field.equals("probability") ? number(field, value) : old.probability(),
                field.equals("expectedClose") ? (value == null ? null : LocalDate.parse(value)) : old.expectedClose(),
                field.equals("competitor") ? value : old.competitor());
    }

    private static BigDecimal number(String field, String value) {
        return value == null
                ? null
                : (BigDecimal) FieldType.NUMBER
                        .read(value)
                        .orElseThrow(() -> Refused.because("value", "robots.value.number", field));
    }
}
