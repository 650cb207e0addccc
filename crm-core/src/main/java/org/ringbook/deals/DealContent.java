package org.ringbook.deals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written of a deal, as it may be kept. */
final class DealContent {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String USUAL_CURRENCY = "RUB";

    private final JdbcClient jdbc;
    private final Staff staff;

    DealContent(JdbcClient jdbc, Staff staff) {
        this.jdbc = jdbc;
        this.staff = staff;
    }

    /** @param before null for a new one @throws Refused if something does not fit */
    Content tidied(Content content, Deal before, By by) {
        AmountFrom from = content.amountFrom() != null
                ? content.amountFrom()
                : before == null ? AmountFrom.HAND : before.amountFrom();
        requireEntity(content.entityId());
        return new Content(
                DealTexts.required("title", content.title()),
                before != null && Objects.equals(before.partyId(), content.partyId())
                        ? content.partyId()
                        : party("partyId", content.partyId()),
                content.entityId(),
                before != null && Objects.equals(before.contactId(), content.contactId())
                        ? content.contactId()
                        : party("contactId", content.contactId()),
                responsible(content.responsibleId(), before, by),
                // What is counted is not written by hand.
                before != null && from != AmountFrom.HAND && from == before.amountFrom()
                        ? before.amount()
                        : DealNumbers.money("amount", content.amount()),
                currency(content.currency(), before),
                from,
                before != null && !before.isOpen() ? null : DealNumbers.percent("probability", content.probability()),
                content.expectedClose(),
                DealTexts.line("competitor", content.competitor()));
    }

    private UUID responsible(UUID asked, Deal before, By by) {
        UUID person = asked != null ? asked : before != null ? before.responsibleId() : by.id();
        if (person == null || before != null && person.equals(before.responsibleId())) {
            return person;
        }
        return staff.find(person)
                .filter(StaffMember::active)
                .orElseThrow(() -> Refused.because("responsibleId", "deals.person"))
                .id();
    }

    /** As teams are compared; null for none. */
    String team(UUID person) {
        return Optional.ofNullable(person)
                .flatMap(staff::find)
                .map(member -> StaffMember.teamKey(member.team()))
                .orElse(null);
    }

    /** Of one that was merged into another, that one: other programs keep its id. */
    UUID party(String field, UUID party) {
        if (party == null || exists("party", party)) {
            return party;
        }
        return jdbc.sql("select party_id from party_alias where id = ?")
                .param(party)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refused.because(field, "deals.party"));
    }

    private void requireEntity(UUID entity) {
        if (entity != null && !exists("legal_entity", entity)) {
            throw Refused.because("entityId", "deals.entity");
        }
    }

    private boolean exists(String table, UUID id) {
        return jdbc.sql("select exists (select from " + table + " where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private static String currency(String asked, Deal before) {
        String currency = asked != null ? asked.strip() : before != null ? before.currency() : USUAL_CURRENCY;
        if (!CURRENCY.matcher(currency).matches()) {
            throw Refused.because("currency", "deals.currency");
        }
        return currency;
    }

    /** Names, as in JSON, of what is another than before. */
    static List<String> differences(Content before, Content after) {
        var names = new ArrayList<String>();
        add(names, "title", before.title(), after.title());
        add(names, "partyId", before.partyId(), after.partyId());
        add(names, "entityId", before.entityId(), after.entityId());
        add(names, "contactId", before.contactId(), after.contactId());
        add(names, "responsibleId", before.responsibleId(), after.responsibleId());
        add(names, "amount", before.amount(), after.amount());
        add(names, "currency", before.currency(), after.currency());
        add(names, "amountFrom", before.amountFrom(), after.amountFrom());
        add(names, "probability", before.probability(), after.probability());
        add(names, "expectedClose", before.expectedClose(), after.expectedClose());
        add(names, "competitor", before.competitor(), after.competitor());
        return names;
    }

    private static void add(List<String> names, String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            names.add(name);
        }
    }
}
