package org.ringbook.telephony.webhooks;

/**
 * The port of a source that is told over HTTP: what is sent to {@code /hooks/NAME/…}, with the source's name for NAME, comes
 * here. Nobody signs in at that address; the source itself judges who is let in, by signature or key, compared in constant
 * time.
 */
@FunctionalInterface
public interface WebhookDoor {

    /** Pure but for counters; no I/O, any thread, many at once. A delivery that it throws at is refused as unreadable. */
    Hearing hear(Delivery delivery);
}
