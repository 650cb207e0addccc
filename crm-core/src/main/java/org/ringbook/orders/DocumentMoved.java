package org.ringbook.orders;

import java.util.UUID;

/** A document went to another state; announced in the transaction in which it does. @param before null as it was made */
public record DocumentMoved(
        UUID documentId, UUID dealId, DocumentKind kind, DocumentState before, DocumentState after) {}
