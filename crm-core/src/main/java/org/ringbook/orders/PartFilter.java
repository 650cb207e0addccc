package org.ringbook.orders;

import java.time.LocalDate;
import java.util.UUID;

/** Which parts are asked for; null for any. @param plannedFrom the first day @param plannedTo the last day */
public record PartFilter(UUID deal, String state, LocalDate plannedFrom, LocalDate plannedTo) {}
