package org.ringbook.deals;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;

/** Writes what is another than before of a deal that is held, and tells of it. Its stage stays. */
final class DealChanges {

    private static final int MOST_PARTICIPANTS = 50;

    private final DealRows rows;
    private final DealContent contents;
    private final FieldValues fields;
    private final DealEvidence evidence;
    private final DealChoices choices;
    private final DealDemands demands;
    private final Moments moments;
    private final ApplicationEventPublisher publisher;

    DealChanges(
            DealRows rows,
            DealContent contents,
            FieldValues fields,
            DealEvidence evidence,
            DealChoices choices,
            DealDemands demands,
            Moments moments,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.contents = contents;
        this.fields = fields;
        this.evidence = evidence;
        this.choices = choices;
        this.demands = demands;
        this.moments = moments;
        this.publisher = publisher;
    }

    /**
     * @param content all of it; null for what is there
     * @param own fields of the company's own by key; what is left out stays, null empties. Null for none
     */
    Deal write(Deal deal, Content content, Map<String, ?> own, By by) {
        var names = new LinkedHashSet<String>();
        if (content != null) {
            names.addAll(writeContent(deal, content, by));
        }
        if (own != null && !own.isEmpty()) {
            names.addAll(writeOwn(deal, own, by));
        }
        if (names.isEmpty()) {
            return deal;
        }
        Deal now = rows.find(deal.id()).orElseThrow();
        demands.askEmptied(now, choices.type(now.typeId()), names);
        publisher.publishEvent(new DealChanged(now, names, by));
        return now;
    }

    /** What is not said stays as it is now, whatever whoever says it has seen. @param told null for nothing */
    Deal fill(Deal deal, Content told, Map<String, ?> own, By by) {
        return write(deal, told == null ? null : told.over(deal.content()), own, by);
    }

    private List<String> writeContent(Deal deal, Content content, By by) {
        Content tidied = contents.tidied(content, deal, by);
        refuseStrangers(deal, tidied, by);
        List<String> names = DealContent.differences(deal.content(), tidied);
        if (names.contains("currency") && evidence.hasSums(deal.id())) {
            throw Refused.because("currency", "deals.currency.sums", deal.currency());
        }
        if (!names.isEmpty()) {
            rows.update(deal.id(), tidied, contents.team(tidied.responsibleId()), moments.now(), by.id());
        }
        return names;
    }

    private List<String> writeOwn(Deal deal, Map<String, ?> own, By by) {
        Map<String, Object> before = fields.of(FieldSubject.DEAL, deal.id());
        Map<String, Object> after = fields.ofProgram(FieldSubject.DEAL, before, own);
        Set<String> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
        if (!keys.isEmpty()) {
            fields.write(FieldSubject.DEAL, deal.id(), after);
            rows.touch(deal.id(), moments.now(), by.id());
        }
        return keys.stream().map(key -> "fields." + key).toList();
    }

    /** Who is no supervisor gives away only what is theirs. */
    private static void refuseStrangers(Deal deal, Content content, By by) {
        boolean given = !Objects.equals(content.responsibleId(), deal.responsibleId());
        if (given && by.person() != null && !by.isSupervisor() && !by.id().equals(deal.responsibleId())) {
            throw Refused.because("responsibleId", "deals.not-yours.give");
        }
    }

    void writeParticipants(UUID id, List<Participant> all, By by) {
        List<Participant> told = all.stream().distinct().toList();
        if (told.size() > MOST_PARTICIPANTS) {
            throw Refused.because("participants", "deals.participants.many", MOST_PARTICIPANTS);
        }
        List<Participant> once = told.stream()
                .map(one -> new Participant(contents.party("participants", one.partyId()), one.role()))
                .distinct()
                .toList();
        if (!Set.copyOf(once).equals(Set.copyOf(rows.participants(id)))) {
            rows.participants(id, once);
            touch(id, "participants", by);
        }
    }

    /** Only of one whose amount is counted that way. */
    void writeCounted(UUID id, AmountFrom from, BigDecimal amount, By by) {
        Deal deal = rows.findToChange(id).orElseThrow(() -> Refused.because("id", "deals.gone"));
        boolean same = Objects.equals(amount, deal.amount())
                || amount != null && deal.amount() != null && amount.compareTo(deal.amount()) == 0;
        if (deal.amountFrom() == from && !same) {
            rows.update(id, deal.content().withAmount(amount), deal.team(), moments.now(), by.id());
            tell(id, "amount", by);
        }
    }

    void touch(UUID id, String what, By by) {
        rows.touch(id, moments.now(), by.id());
        tell(id, what, by);
    }

    private void tell(UUID id, String what, By by) {
        publisher.publishEvent(new DealChanged(rows.find(id).orElseThrow(), Set.of(what), by));
    }
}
