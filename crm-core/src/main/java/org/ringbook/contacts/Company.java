package org.ringbook.contacts;

import java.util.List;
import java.util.UUID;

/** A company outside, with numbers of its own (a switchboard) and people. */
public record Company(UUID id, String name, String note, String responsible, List<Contact.ContactNumber> numbers) {}
