package org.ringbook.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Terms as somebody says them. What is null comes from those they are based on, or is as if nothing was agreed.
 *
 * @param basedOn null for none
 * @param partyId null for everybody: for supervisors only
 * @param segmentId all clients of a segment, instead of one client: for supervisors only
 */
public record NewTerms(
        String name,
        UUID basedOn,
        UUID partyId,
        UUID segmentId,
        String contractNo,
        LocalDate contractDate,
        String priceKind,
        BigDecimal discount,
        BigDecimal maxDiscount,
        BigDecimal prepay,
        Integer creditDays,
        BigDecimal creditLimit,
        Integer deliveryDays,
        VatMode vatMode,
        LocalDate validFrom,
        LocalDate validTo) {

    /** Of a client, or of everybody. */
    public NewTerms(
            String name,
            UUID basedOn,
            UUID partyId,
            String contractNo,
            LocalDate contractDate,
            String priceKind,
            BigDecimal discount,
            BigDecimal maxDiscount,
            BigDecimal prepay,
            Integer creditDays,
            BigDecimal creditLimit,
            Integer deliveryDays,
            VatMode vatMode,
            LocalDate validFrom,
            LocalDate validTo) {
        this(
                name,
                basedOn,
                partyId,
                null,
                contractNo,
                contractDate,
                priceKind,
                discount,
                maxDiscount,
                prepay,
                creditDays,
                creditLimit,
                deliveryDays,
                vatMode,
                validFrom,
                validTo);
    }
}
