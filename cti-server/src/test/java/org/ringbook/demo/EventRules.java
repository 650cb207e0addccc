package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds in every stream of an Asterisk, checked event by event. */
final class EventRules {

    private static final List<String> PREFIXES = List.of(
            "",
            "Dest",
            "Transferer",
            "Transferee",
            "OrigTransferer",
            "SecondTransferer",
            "TransferTarget",
            "LocalOne",
            "LocalTwo");

    private final Map<String, String> living = new HashMap<>();
    private final Set<String> everSeen = new HashSet<>();
    private final Map<String, String> dialling = new HashMap<>();
    private final Map<String, Set<String>> bridges = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();
    private BigDecimal lastStamp = BigDecimal.ZERO;

    static void hold(List<AmiEvent> events) {
        var rules = new EventRules();
        for (var event : events) {
            rules.check(event);
        }
        rules.nothingIsLeft();
    }

    private void check(AmiEvent event) {
        timeGoesOn(event);
        if (!event.name.equals("Newchannel")) {
            channelsLive(event);
        }
        switch (event.name) {
            case "Newchannel" -> begins(event);
            case "Hangup" -> ends(event);
            case "DialBegin" -> dialling.put(event.headers.get("DestUniqueid"), "");
            case "DialEnd" -> dialEnds(event);
            case "BridgeCreate" -> bridges.put(event.headers.get("BridgeUniqueid"), new HashSet<>());
            case "BridgeEnter" -> enters(event);
            case "BridgeLeave" -> leaves(event);
            case "BridgeDestroy" ->
                assertThat(bridges.remove(event.headers.get("BridgeUniqueid")))
                        .as("only an empty bridge is destroyed")
                        .isEmpty();
            case "QueueCallerJoin" -> waiting.put(event.headers.get("Uniqueid"), 1);
            case "QueueCallerLeave" ->
                assertThat(waiting.remove(event.headers.get("Uniqueid"))).isNotNull();
            default -> {}
        }
    }

    private void timeGoesOn(AmiEvent event) {
        var stamp = new BigDecimal(event.headers.get("Timestamp"));
        assertThat(stamp).as("time of %s", event).isGreaterThan(lastStamp);
        lastStamp = stamp;
    }

    private void channelsLive(AmiEvent event) {
        for (var prefix : PREFIXES) {
            var id = event.headers.get(prefix + "Uniqueid");
            if (id != null) {
                assertThat(living).as("a leg of %s", event).containsKey(id);
                assertThat(event.headers.get(prefix + "Linkedid")).isEqualTo(living.get(id));
            }
        }
    }

    private void begins(AmiEvent event) {
        var id = event.headers.get("Uniqueid");
        var linked = event.headers.get("Linkedid");
        assertThat(everSeen.add(id)).as("%s is new", id).isTrue();
        assertThat(id.equals(linked) || everSeen.contains(linked))
                .as("linked id of a leg that was there before: %s", event)
                .isTrue();
        living.put(id, linked);
    }

    private void ends(AmiEvent event) {
        var id = event.headers.get("Uniqueid");
        assertThat(bridges.values()).as("%s left its bridges", id).noneMatch(members -> members.contains(id));
        assertThat(dialling).as("what was dialled has ended").doesNotContainEntry(id, "");
        assertThat(event.headers).containsKeys("Cause", "Cause-txt");
        living.remove(id);
    }

    /** Twice only for who lost in a queue; without a beginning only for the first half of a Local pair. */
    private void dialEnds(AmiEvent event) {
        var id = event.headers.get("DestUniqueid");
        var status = event.headers.get("DialStatus");
        if (event.headers.get("DestChannel").endsWith(";1")) {
            assertThat(event.headers).doesNotContainKey("Uniqueid");
            return;
        }
        var before = dialling.put(id, status);
        assertThat(before).as("begin of %s", event).isNotNull();
        assertThat(before.isEmpty() || status.equals("CANCEL") && waiting.containsKey(event.headers.get("Uniqueid")))
                .as("once, or again with CANCEL in a queue: %s after %s", event, before)
                .isTrue();
    }

    private void enters(AmiEvent event) {
        var members = bridges.get(event.headers.get("BridgeUniqueid"));
        assertThat(members).as("bridge of %s", event).isNotNull();
        assertThat(members.add(event.headers.get("Uniqueid"))).isTrue();
        assertThat(members).hasSizeLessThanOrEqualTo(2);
        assertThat(event.headers).containsEntry("BridgeNumChannels", String.valueOf(members.size()));
    }

    private void leaves(AmiEvent event) {
        var members = bridges.get(event.headers.get("BridgeUniqueid"));
        assertThat(members).as("bridge of %s", event).isNotNull();
        assertThat(members.remove(event.headers.get("Uniqueid")))
                .as("%s", event)
                .isTrue();
        assertThat(event.headers).containsEntry("BridgeNumChannels", String.valueOf(members.size()));
    }

    private void nothingIsLeft() {
        assertThat(living).isEmpty();
        assertThat(bridges).isEmpty();
        assertThat(waiting).isEmpty();
        assertThat(dialling.values()).doesNotContain("");
    }
}
