package org.ringbook.workspace.deals;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.workspace.Print;

/**
 * A deal as it stands in its form.
 *
 * @param party name of the client
 * @param partyId who that was when the form was made
 * @param stage where a new one begins; null for the first
 * @param version that the form was made from; null for a new one
 * @param lead that the new one comes of; null for none
 * @param request made with the form of a new one: sent twice it is one deal; null for one that is there
 */
record DealForm(
        String title,
        String party,
        UUID partyId,
        UUID contactId,
        UUID entityId,
        UUID type,
        UUID stage,
        UUID responsibleId,
        String amount,
        String currency,
        String amountFrom,
        String probability,
        String expectedClose,
        String competitor,
        Integer version,
        UUID lead,
        UUID request) {

    static DealForm blank(UUID type, UUID party, String partyName, UUID contact, UUID me, UUID lead) {
        return new DealForm(
                null,
                partyName,
                party,
                contact,
                null,
                type,
                null,
                me,
                null,
                "RUB",
                "hand",
                null,
                null,
                null,
                null,
                lead,
                UUID.randomUUID());
    }

    static DealForm of(Deal deal, String partyName) {
        return new DealForm(
                deal.title(),
                partyName,
                deal.partyId(),
                deal.contactId(),
                deal.entityId(),
                deal.typeId(),
                deal.stageId(),
                deal.responsibleId(),
                plain(deal.amount()),
                deal.currency(),
                deal.amountFrom().word(),
                plain(deal.probability()),
                deal.expectedClose() == null ? null : deal.expectedClose().toString(),
                deal.competitor(),
                deal.version(),
                deal.leadId(),
                null);
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    /**
     * @param client who the name in the form is
     * @throws IllegalArgumentException with words, for what is no number or no date
     */
    Content content(UUID client, Print print) {
        boolean sameClient = Objects.equals(client, partyId);
        return new Content(
                title,
                client,
                // A person or legal entity is one of the client's: another client has others.
                sameClient ? entityId : null,
                sameClient ? contactId : null,
                responsibleId,
                number(amount, "deals.amount.unreadable", print),
                DealQuery.text(currency),
                AmountFrom.of(amountFrom == null ? "" : amountFrom).orElse(null),
                number(probability, "deals.probability.unreadable", print),
                date(expectedClose, print),
                competitor);
    }

    static BigDecimal number(String typed, String why, Print print) {
        BigDecimal read = DealQuery.money(typed);
        if (read == null && DealQuery.text(typed) != null) {
            throw new IllegalArgumentException(print.say(why));
        }
        return read;
    }

    static LocalDate date(String typed, Print print) {
        try {
            return DealQuery.text(typed) == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(print.say("deals.date.unreadable"), unreadable);
        }
    }
}
