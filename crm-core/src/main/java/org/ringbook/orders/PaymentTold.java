package org.ringbook.orders;

import java.util.UUID;

/** Money came for a deal, or what was told of it changed; announced in the transaction in which it is kept. */
public record PaymentTold(UUID paymentId, UUID dealId) {}
