package org.ringbook.contacts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Companies and people, with their numbers. A saved change is in {@link CallerDirectory} when the call returns. */
public interface Contacts {

    Optional<Contact> contact(UUID id);

    Optional<Company> company(UUID id);

    /**
     * People by name, company, or digits of a number, ordered by name; keyset-paged.
     *
     * @param text what the user typed; null or blank for all
     * @param after cursor of the page before; null for the first
     */
    ContactPage<Contact> contacts(String text, UUID companyId, String after, int limit);

    ContactPage<Company> companies(String text, String after, int limit);

    /** Adds (id null) or changes. @throws IllegalArgumentException with words for the user */
    Contact save(Contact contact);

    Company save(Company company);

    void deleteContact(UUID id);

    void deleteCompany(UUID id);

    /** @param next cursor of the page that follows; null when this is the last */
    record ContactPage<T>(List<T> items, String next) {}
}
