package org.ringbook.deals;

/**
 * A type of deals was changed. Announced in the transaction in which it is written.
 *
 * @param before as it was
 */
public record DealTypeSaved(DealType before, DealType now) {}
