package org.ringbook.telephony.webhooks;

import org.ringbook.telephony.inbox.Rejection;

/**
 * The port of a source that is told over HTTP: what is sent to {@code /hooks/NAME/…}, with the source's name for NAME, comes
 * here. Nobody signs in at that address; the source itself judges who is let in, by signature or key, compared in constant
 * time.
 */
@FunctionalInterface
public interface WebhookReceiver {

    /**
     * Judges what came before the body, which whoever has no right to send may let come slowly: a secret in the address or a
     * header, a signature that is not there. Pure; any thread, many at once.
     *
     * @param head the delivery, its body empty and still to come
     * @return null when it cannot be told yet, or all is well
     */
    default Rejection refusesHead(Delivery head) {
        return null;
    }

    /** Pure but for counters; no I/O, any thread, many at once. A delivery that it throws at is refused as unreadable. */
    WebhookResult receive(Delivery delivery);
}
