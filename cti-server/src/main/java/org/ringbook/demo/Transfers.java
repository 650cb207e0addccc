package org.ringbook.demo;

/** The blind transfer, as a telephone's REFER makes it. */
final class Transfers {

    private final LiveCall call;
    private final Exchange exchange;

    Transfers(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    /** The agent is released; whom they talked to is rung through to the extension. */
    void blind(Channel agent, String extension) {
        var bridge = agent.bridge;
        var customer = bridge.peerOf(agent);
        exchange.tell(exchange.event("Unhold", "call").channel("", agent));
        exchange.tell(exchange.event("BlindTransfer", "call")
                .with("Result", "Success")
                .channel("Transferer", agent)
                .channel("Transferee", customer)
                .bridge("", bridge)
                .with("IsExternal", "Yes")
                .with("Context", Exchange.INTERNAL)
                .with("Extension", extension));
        call.queueing.completes("transfer");
        exchange.leave(agent);
        exchange.leave(customer);
        exchange.destroy(bridge);
        call.holding.held(customer, false);
        call.records.ended(agent);
        call.records.ended(customer);
        call.records.tell(agent);
        exchange.hangUp(agent, Causes.NORMAL, null);
        call.lead = customer.at(Exchange.INTERNAL, extension, 1);
        call.dialing.ring(customer, extension);
    }
}
