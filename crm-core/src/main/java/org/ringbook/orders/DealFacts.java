package org.ringbook.orders;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A deal, as far as its parts, documents and payments ask.
 *
 * @param partyId the client; null for none
 * @param currency of all sums of the deal: they are never added to those of another one
 * @param amountFrom hand, parts, lines
 * @param amount null for none yet
 * @param states of its parts
 * @param version the deal's, which rises with its own lines, too
 */
public record DealFacts(
        UUID id,
        UUID partyId,
        UUID contactId,
        UUID responsibleId,
        String currency,
        String amountFrom,
        BigDecimal amount,
        PartStates states,
        int version) {}
