package org.ringbook.orders;

import java.util.UUID;

/** Which documents are asked for; null for any. @param number the exact one */
public record DocumentFilter(UUID deal, UUID part, DocumentKind kind, DocumentState state, String number) {}
