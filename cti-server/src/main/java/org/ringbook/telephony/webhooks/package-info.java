/**
 * {@code /hooks/NAME/…}: where telephone systems report over HTTP what happens. A source judges each delivery, and it is
 * acknowledged when it is durable.
 */
@NamedInterface("webhooks")
package org.ringbook.telephony.webhooks;

import org.springframework.modulith.NamedInterface;
