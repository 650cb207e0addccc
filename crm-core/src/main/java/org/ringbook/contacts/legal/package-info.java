/** Legal entities: what stands on an invoice, checked by its sums, and whose it is. */
@NamedInterface("legal")
package org.ringbook.contacts.legal;

import org.springframework.modulith.NamedInterface;
