package org.ringbook.contacts;

import java.util.UUID;

/**
 * Whose number it is, as read from the database.
 *
 * @param contactId null when the number is the company's own
 * @param name of the person, in UTF-8; null when the number is the company's own
 * @param responsible see {@link Contact}
 * @param companyId null when the person has none
 */
record NumberOwner(UUID contactId, byte[] name, String responsible, UUID companyId) {}
