package org.ringbook.demo;

import java.time.Duration;

/**
 * A call that was asked for: our telephone rings and is picked up after a moment, then the number is dialled, answers,
 * talks and hangs up. Who talks already finishes that talk first; where it rings already, the telephone is busy.
 */
final class ClickToCall {

    /**
     * What was asked.
     *
     * @param shown what the agent's display shows
     * @param channelId chosen by who asked; null for none
     */
    record Order(
            String actionId,
            String device,
            String context,
            String number,
            Party shown,
            String channelId,
            Duration timeout) {}

    private static final Duration PICKS_UP = Duration.ofMillis(1500);
    private static final Duration OUTSIDE_ANSWERS = Duration.ofSeconds(3);
    private static final Duration TALKS = Duration.ofSeconds(18);

    private final Exchange exchange;
    private final Player player;
    private final Order order;
    private final Runnable decided;
    private LiveCall call;
    private Channel phone;

    /** @param decided told when the first leg was answered, or came to nothing */
    ClickToCall(Exchange exchange, Player player, Order order, Runnable decided) {
        this.exchange = exchange;
        this.player = player;
        this.order = order;
        this.decided = decided;
    }

    void begin() {
        var known = exchange.devices.knows(order.device()) && !order.device().equals(Exchange.TRUNK);
        if (!known || order.channelId() != null && exchange.isLive(order.channelId())) {
            answer("Failure", order.device(), 0, order.channelId());
            return;
        }
        finishTalk();
        var busy = exchange.devices.of(extension()) != DeviceState.NOT_INUSE;
        ring();
        if (busy) {
            exchange.timetable.in(Duration.ofMillis(150), this::isBusy);
        } else {
            if (exchange.telephones() != null && exchange.telephones().asked(phone, this::picksUp)) {
                call.dialing.rings(null, phone);
                exchange.timetable.in(order.timeout(), this::nobodyPicksUp);
                return;
            }
            call.dialing.rings(null, phone);
            var patient = order.timeout().compareTo(PICKS_UP) > 0;
            exchange.timetable.in(patient ? PICKS_UP : order.timeout(), patient ? this::picksUp : this::nobodyPicksUp);
        }
    }

    private void finishTalk() {
        exchange.devices.channelsOf(extension()).stream()
                .filter(leg -> leg.bridge != null)
                .forEach(player::hangUp);
    }

    private void ring() {
        call = new LiveCall(exchange);
        phone = exchange.newLeg(order.device(), null, ChannelState.DOWN, order.channelId());
        phone.at(Exchange.INTERNAL, "s", 1).caller = own();
        call.lead = phone;
        call.add(phone);
        exchange.callerId(phone, order.shown());
        exchange.connectedLine(phone, order.shown());
        call.dialing.begin(null, phone, extension());
        call.firstLegFailed = () -> answer("Failure", phone.name, 0, phone.uniqueId);
        player.goOn(call, CallScript.goesOn());
    }

    private void isBusy() {
        if (!phone.gone) {
            player.hangUp(phone);
        }
    }

    private void nobodyPicksUp() {
        if (phone.gone || phone.state == ChannelState.UP) {
            return;
        }
        call.attempts.clear();
        answer("Failure", phone.name, 3, phone.uniqueId);
        exchange.hangUp(phone, Causes.NO_ANSWER, null);
        player.goOn(call, CallScript.goesOn());
    }

    private void picksUp() {
        if (phone.gone) {
            return;
        }
        call.dialing.settle(call.attempt(attempt -> attempt.to() == phone));
        answer("Success", phone.name, 4, phone.uniqueId);
        phone.at(Exchange.INTERNAL, order.number(), 1);
        if (exchange.cast.person(order.number()).isPresent()) {
            exchange.callerId(phone, own());
        }
        call.dialing.dialOn(phone, order.number());
        player.goOn(
                call,
                DemoCarrier.knows(order.number())
                        ? DemoCarrier.course(order.number())
                        : CallScript.goesOn()
                                .after(OUTSIDE_ANSWERS)
                                .answers()
                                .after(TALKS)
                                .calledHangsUp());
    }

    private void answer(String response, String channel, int reason, String uniqueId) {
        exchange.tell(exchange.event("OriginateResponse", "call")
                .with("ActionID", order.actionId())
                .with("Response", response)
                .with("Channel", channel)
                .with("Context", order.context())
                .with("Exten", order.number())
                .with("Reason", reason)
                .with("Uniqueid", uniqueId == null ? "<unknown>" : uniqueId)
                .with("CallerIDNum", known(order.shown().number()))
                .with("CallerIDName", known(order.shown().name())));
        decided.run();
    }

    private static String known(String text) {
        return text == null ? "<unknown>" : text;
    }

    private Party own() {
        return new Party(
                extension(), exchange.cast.person(extension()).orElseThrow().name());
    }

    private String extension() {
        return order.device().substring("PJSIP/".length());
    }
}
