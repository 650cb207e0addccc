package org.ringbook.deals;

/**
 * A deal was made, moved, closed, opened again or given another pipeline. Announced in the transaction in which it is written.
 *
 * @param deal as it is now
 */
public record DealMoved(Deal deal, StageMove move) {}
