package org.ringbook.orders;

import java.time.LocalDate;
import java.util.UUID;

/** Which payments are asked for; null for any. @param from the first day @param to the last day */
public record PaymentFilter(UUID deal, UUID part, LocalDate from, LocalDate to) {}
