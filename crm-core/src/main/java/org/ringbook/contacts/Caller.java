package org.ringbook.contacts;

import java.util.UUID;

/**
 * Whom a number may mean: a person, or a company by its switchboard.
 *
 * @param contactId null when the number is the company's own
 * @param name of the person, or of the company when the number is its own
 * @param companyId null when the person has none
 * @param responsible extension of our person who looks after them, or else after their company; null when none
 */
public record Caller(UUID contactId, String name, UUID companyId, String company, String responsible) {}
