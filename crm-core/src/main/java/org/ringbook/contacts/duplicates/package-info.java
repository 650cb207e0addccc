/** Who is entered twice: found by what they share, and merged. */
@NamedInterface("duplicates")
package org.ringbook.contacts.duplicates;

import org.springframework.modulith.NamedInterface;
