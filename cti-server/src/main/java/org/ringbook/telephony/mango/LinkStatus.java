package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.operators.RequestedCalls;
import org.ringbook.telephony.operators.Variants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What one virtual PBX has shown of itself: when it told something, what time it is there, which variants it speaks. */
final class LinkStatus implements MangoReceiver.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(LinkStatus.class);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final int MANY = 20;

    private final String name;
    private final Consumer<JsonNode> events;
    private final Consumer<StatusEvent> statuses;
    private final Variants variants;
    private final RequestedCalls requested = new RequestedCalls();
    private final LiveHops hops = new LiveHops();
    private volatile Instant last;
    private volatile Duration ahead = Duration.ZERO;
    private int lateInARow;

    /**
     * @param events told of each event of a call, at once; must not wait
     * @param statuses likewise of each status of an employee
     */
    LinkStatus(String name, Consumer<JsonNode> events, Consumer<StatusEvent> statuses) {
        this.name = name;
        this.events = events;
        this.statuses = statuses;
        this.variants = new Variants(name);
    }

    @Override
    public void received(String path, JsonNode json, Instant received) {
        last = received;
        if (json == null) {
            variants.met("a signed message that is no JSON object, at " + path);
        } else if (path.equals("events/call")) {
            event(json, received);
        } else if (path.startsWith("result/")) {
            result(path, json);
        } else {
            status(StatusEvent.of(path, json, received));
        }
    }

    private void status(StatusEvent told) {
        if (told != null) {
            variants.met("statuses of the contact centre");
            statuses.accept(told);
        }
    }

    private void event(JsonNode json, Instant received) {
        Instant at = Fields.time(json, "timestamp", Receipt.at(received));
        if (at != null) {
            clock(Duration.between(received, at));
        }
        UUID request = Commands.request(Fields.text(json, "command_id"));
        String entry = Fields.text(json, "entry_id");
        if (request != null && entry != null) {
            requested.put(request.toString(), entry);
        }
        hops.heard(json);
        variants(json);
        events.accept(json);
    }

    /** One message that comes late shows nothing, many do; one that is of the future does. */
    private synchronized void clock(Duration difference) {
        boolean late = difference.compareTo(CLOCKS_DIFFER.negated()) < 0;
        lateInARow = late ? lateInARow + 1 : 0;
        boolean wrong = difference.compareTo(CLOCKS_DIFFER) > 0 || lateInARow >= MANY;
        if (wrong && ahead.isZero()) {
            LOG.warn(
                    "{}: Mango's times differ from ours by {} s; calls are kept with Mango's times",
                    name,
                    difference.toSeconds());
        }
        ahead = wrong ? difference : Duration.ZERO;
    }

    LiveHops hops() {
        return hops;
    }

    Optional<String> entryOf(UUID request) {
        return requested.callOf(request);
    }

    /** Of what the reference leaves open, which was met. */
    private void variants(JsonNode json) {
        variants.met("location " + (Fields.text(json, "location") == null ? "missing" : "told"));
        if (json.path("timestamp").isString()) {
            variants.met("times as texts");
        }
        for (String side : new String[] {"from", "to"}) {
            for (String field : new String[] {"was_transferred", "hold_initiator"}) {
                if (json.path(side).has(field)) {
                    variants.met("field " + side + "." + field);
                }
            }
        }
        for (String field : new String[] {"transfer", "callback_initiator", "task_id"}) {
            if (Fields.text(json, field) != null) {
                variants.met("field " + field);
            }
        }
    }

    private void result(String path, JsonNode json) {
        long code = Fields.number(json, "result", 0);
        if (code != 0 && code / 1000 != 1) {
            LOG.info("{}: a command did not succeed ({}, code {})", name, path, code);
        }
    }

    @Override
    public void pinged() {
        variants.met("the test of the connection from Mango's cabinet");
    }

    @Override
    public void unknown(String path) {
        variants.met("a path that is not known: " + path.replaceAll("[^A-Za-z0-9/_.-]", "?"));
    }

    /** When it told something; null when it has not since the start. */
    Instant last() {
        return last;
    }

    /** What is wrong with the clocks; empty when they agree. */
    Optional<Notice> clock() {
        return ahead.isZero() ? Optional.empty() : Optional.of(Notice.of("mango.warn.clock", ahead.toSeconds()));
    }
}
