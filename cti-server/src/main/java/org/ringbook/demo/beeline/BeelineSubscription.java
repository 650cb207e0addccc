package org.ringbook.demo.beeline;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whoever is told what happens, until it ends.
 *
 * @param pattern of one employee; null for all
 * @param sequence how many events were told
 */
record BeelineSubscription(String id, String url, String pattern, Instant ends, AtomicLong sequence) {

    static final BeelineSubscription COLLECTED = new BeelineSubscription(
            "0f0e1d2c-0000-4000-8000-0000000000b1", "https://cti.example.org/", null, Instant.MAX, new AtomicLong());

    boolean wants(String target) {
        return pattern == null || pattern.equals(target);
    }

    /** @param target null for none */
    String event(String owner, String target, String type, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xsi:Event xsi1:type=\"xsi:SubscriptionEvent\""
                + " xmlns:xsi=\"http://schema.broadsoft.com/xsi\""
                + " xmlns:xsi1=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + BeelineLeg.element("eventID", BeelineCloud.newId())
                + BeelineLeg.element("sequenceNumber", Long.toString(sequence.incrementAndGet()))
                + BeelineLeg.element("userId", owner)
                + BeelineLeg.element("externalApplicationId", "portal")
                + BeelineLeg.element("subscriptionId", id)
                + "<xsi:httpContact>" + BeelineLeg.element("uri", url) + "</xsi:httpContact>"
                + BeelineLeg.element("targetId", target)
                + "<xsi:eventData xsi1:type=\"xsi:" + type + "\">" + content + "</xsi:eventData></xsi:Event>";
    }
}
