package org.ringbook.contacts;

import java.util.UUID;

/**
 * Whose number it is, as read from the database.
 *
 * @param contactId null when the number is the company's own
 * @param name of the person; null when the number is the company's own
 * @param responsible of the person, see {@link Contact}
 * @param companyId null when the person has none; company and companysResponsible are null then, too
 */
record NumberOwner(
        UUID contactId, String name, String responsible, UUID companyId, String company, String companysResponsible) {

    /** The same, of a company that is called otherwise by now. */
    NumberOwner at(CompanyName now) {
        return new NumberOwner(contactId, name, responsible, companyId, now.name(), now.responsible());
    }

    Caller caller() {
        return contactId == null
                ? new Caller(null, company, companyId, company, companysResponsible)
                : new Caller(
                        contactId, name, companyId, company, responsible == null ? companysResponsible : responsible);
    }
}
