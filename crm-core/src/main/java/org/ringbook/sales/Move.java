package org.ringbook.sales;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A deal came into a stage.
 *
 * @param from null as it was made
 * @param responsible who answered for it at that moment; may be null
 * @param amount of the deal at that moment; may be null
 */
record Move(Instant at, UUID from, UUID to, UUID responsible, BigDecimal amount) {}
