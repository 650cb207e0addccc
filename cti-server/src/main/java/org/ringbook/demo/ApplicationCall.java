package org.ringbook.demo;

import java.time.Duration;
import java.util.Set;

/**
 * A telephone that is rung for an application, and picked up after a moment: a supervisor's who listens to a conversation, or one that
 * answers what rings at another.
 */
final class ApplicationCall {

    static final Set<String> KNOWN = Set.of("ChanSpy", "PickupChan");

    private static final Duration PICKS_UP = Duration.ofMillis(1500);
    private static final Duration LOOKS_AGAIN = Duration.ofMillis(500);
    private static final Duration TALKS = Duration.ofSeconds(20);

    /**
     * What was asked.
     *
     * @param data of the application: a unique id, and options after a comma
     * @param channelId chosen by who asked; null for none
     */
    record Order(String actionId, String device, String application, String data, Party shown, String channelId) {

        String target() {
            int comma = data.indexOf(',');
            return comma < 0 ? data : data.substring(0, comma);
        }
    }

    private final Exchange exchange;
    private final Player player;
    private final Order order;
    private Channel phone;

    ApplicationCall(Exchange exchange, Player player, Order order) {
        this.exchange = exchange;
        this.player = player;
        this.order = order;
    }

    void begin() {
        var known = exchange.devices.knows(order.device()) && !order.device().equals(Exchange.TRUNK);
        if (!known || order.channelId() != null && exchange.isLive(order.channelId())) {
            answer("Failure", order.device(), 0, order.channelId());
            return;
        }
        phone = exchange.newLeg(order.device(), null, ChannelState.DOWN, order.channelId());
        phone.at(Exchange.INTERNAL, "s", 1).runs(order.application(), order.data());
        exchange.announce(phone);
        exchange.callerId(phone, order.shown());
        exchange.dial("DialBegin", null, phone, "DialString", phone.endpoint());
        exchange.becomes(phone, ChannelState.RINGING);
        exchange.timetable.in(PICKS_UP, this::picksUp);
    }

    private void picksUp() {
        if (phone.gone) {
            return;
        }
        exchange.becomes(phone, ChannelState.UP);
        exchange.dial("DialEnd", null, phone, "DialStatus", "ANSWER");
        answer("Success", phone.name, 4, phone.uniqueId);
        var target = exchange.channel(order.target());
        if (target == null) {
            exchange.hangUp(phone, Causes.NORMAL, null);
        } else if (order.application().equals("ChanSpy")) {
            exchange.tell(exchange.event("ChanSpyStart", "call")
                    .channel("Spyer", phone)
                    .channel("Spyee", target));
            listensTo(target);
        } else {
            picksUp(target);
        }
    }

    private void listensTo(Channel target) {
        if (!phone.gone && target.gone) {
            exchange.hangUp(phone, Causes.NORMAL, null);
        } else if (!phone.gone) {
            exchange.timetable.in(LOOKS_AGAIN, () -> listensTo(target));
        }
    }

    private void picksUp(Channel target) {
        var call = player.callOf(target).orElse(null);
        var ringing = call == null
                ? null
                : call.attempts.stream()
                        .filter(attempt -> attempt.to() == target)
                        .findFirst()
                        .orElse(null);
        if (ringing == null || ringing.from() == null) {
            exchange.hangUp(phone, Causes.NORMAL, null);
            return;
        }
        exchange.tell(exchange.event("Pickup", "call").channel("", phone).channel("Target", target));
        call.takesIn(phone);
        call.attempts.remove(ringing);
        call.attempts.add(new LiveCall.Attempt(ringing.from(), phone, call.now()));
        call.records.ended(target);
        exchange.hangUp(target, Causes.NORMAL, null);
        call.answers(phone.endpoint());
        player.goOn(call, CallScript.goesOn().after(TALKS).callerHangsUp());
    }

    private void answer(String response, String channel, int reason, String uniqueId) {
        exchange.tell(exchange.event("OriginateResponse", "call")
                .with("ActionID", order.actionId())
                .with("Response", response)
                .with("Channel", channel)
                .with("Application", order.application())
                .with("Data", order.data())
                .with("Reason", reason)
                .with("Uniqueid", uniqueId == null ? "<unknown>" : uniqueId));
    }
}
