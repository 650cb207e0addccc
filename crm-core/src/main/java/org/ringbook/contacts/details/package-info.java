/** What else is known of a person or company: e-mails, sites, addresses, tags, relations, consents. */
@NamedInterface("details")
package org.ringbook.contacts.details;

import org.springframework.modulith.NamedInterface;
