package org.ringbook.orders;

import java.util.UUID;

/** Money came for a deal, what was told of it changed, or it was taken back; announced in the transaction in which it is kept. */
public record PaymentChanged(UUID paymentId, UUID dealId) {}
