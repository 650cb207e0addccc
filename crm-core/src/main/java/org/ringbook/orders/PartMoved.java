package org.ringbook.orders;

import java.util.UUID;

/** A part went to another state; announced in the transaction in which it does. @param before null as it was made */
public record PartMoved(UUID partId, UUID dealId, String before, String after) {}
