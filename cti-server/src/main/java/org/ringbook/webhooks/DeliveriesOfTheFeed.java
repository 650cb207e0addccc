package org.ringbook.webhooks;

import java.util.List;
import org.ringbook.feed.FeedChange;
import org.ringbook.feed.Follower;
import org.springframework.stereotype.Component;

/**
 * Follows the feed and notes what is to be sent to whom. That takes a moment whatever the receivers do, so none of them holds up
 * another one, or the feed; and it is noted together with how far the feed was taken, so nothing is noted twice or not at all.
 */
@Component
class DeliveriesOfTheFeed implements Follower {

    private final DeliveryTable deliveries;
    private final Senders senders;

    DeliveriesOfTheFeed(DeliveryTable deliveries, Senders senders) {
        this.deliveries = deliveries;
        this.senders = senders;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public Start start() {
        return Start.NOW;
    }

    @Override
    public void take(List<FeedChange> changes) {
        deliveries.add(changes);
    }

    @Override
    public void taken() {
        senders.wake();
    }
}
