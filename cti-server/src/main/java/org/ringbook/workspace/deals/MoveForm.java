package org.ringbook.workspace.deals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.Deals.Move;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;

/**
 * A move as the board, the bar of stages and the dialog that asks for what is missing send it.
 *
 * @param version of the deal that whoever moves it has seen
 * @param above card under which it is put
 * @param below card on which it is put, where none is above
 * @param ask what the dialog has asked for already; null as it is dropped
 * @param party with {@code partyId} the client, as in {@link DealForm}
 */
record MoveForm(
        UUID stage,
        Integer version,
        UUID above,
        UUID below,
        List<String> ask,
        String reason,
        String closedOn,
        UUID lostReasonId,
        String lostNote,
        String title,
        String party,
        UUID partyId,
        UUID contactId,
        UUID entityId,
        UUID responsibleId,
        String amount,
        String probability,
        String expectedClose,
        String competitor) {

    List<String> asked() {
        return ask == null ? List.of() : ask;
    }

    /** The same that asks for one thing more. */
    MoveForm asking(String also) {
        List<String> names =
                Stream.concat(asked().stream(), Stream.of(also)).distinct().toList();
        return new MoveForm(
                stage,
                version,
                above,
                below,
                names,
                reason,
                closedOn,
                lostReasonId,
                lostNote,
                title,
                party,
                partyId,
                contactId,
                entityId,
                responsibleId,
                amount,
                probability,
                expectedClose,
                competitor);
    }

    /**
     * @param client who the name in the form is; null for nobody
     * @throws IllegalArgumentException with words, for what is no number or no date
     */
    Move move(Deal deal, UUID client, TypedFields own, Print print) {
        Map<String, List<String>> filled = own.values().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        LocalDate day = DealForm.date(closedOn, print);
        Content content = filled(deal.content(), client, print);
        return new Move(
                version,
                stage,
                content.equals(deal.content()) ? null : content,
                filled.isEmpty() ? null : filled,
                day,
                lostReasonId,
                lostNote,
                reason,
                above,
                below);
    }

    /** What stands there, and what was filled in. */
    private Content filled(Content now, UUID client, Print print) {
        BigDecimal sum = DealForm.number(amount, "deals.amount.unreadable", print);
        BigDecimal percent = DealForm.number(probability, "deals.probability.unreadable", print);
        LocalDate expected = DealForm.date(expectedClose, print);
        return new Content(
                or(DealQuery.text(title), now.title()),
                or(client, now.partyId()),
                or(entityId, now.entityId()),
                or(contactId, now.contactId()),
                or(responsibleId, now.responsibleId()),
                or(sum, now.amount()),
                now.currency(),
                now.amountFrom(),
                or(percent, now.probability()),
                or(expected, now.expectedClose()),
                or(DealQuery.text(competitor), now.competitor()));
    }

    private static <T> T or(T filled, T now) {
        return Optional.ofNullable(filled).orElse(now);
    }
}
