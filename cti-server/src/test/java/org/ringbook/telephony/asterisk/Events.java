package org.ringbook.telephony.asterisk;

import java.time.Instant;

/** AMI events as Asterisk 22 writes them, stamped now; lines end with LF. */
final class Events {

    private Events() {}

    private static String head(String event, String privilege) {
        Instant now = Instant.now();
        return "Event: %s\nPrivilege: %s,all\nTimestamp: %d.%06d\n"
                .formatted(event, privilege, now.getEpochSecond(), now.getNano() / 1000);
    }

    private static String channel(String id, String name, String linked, String more) {
        return "Channel: " + name + "\nUniqueid: " + id + "\nLinkedid: " + linked + "\n" + more;
    }

    static String newChannel(String id, String name, String state) {
        return head("Newchannel", "call")
                + channel(
                        id,
                        name,
                        id,
                        "ChannelState: " + state
                                + "\nCallerIDNum: 79161112233\nExten: 74957770001\nContext: from-trunk");
    }

    /** Maria calls our first line. */
    static String mariaCalls(String id) {
        return newChannel(id, "PJSIP/carrier-" + hex(id), "4");
    }

    /** Anna's telephone is called for her. */
    static String annaIsCalled(String id, String forCaller) {
        return head("Newchannel", "call")
                + channel(id, "PJSIP/101-" + hex(id), forCaller, "ChannelState: 0\nExten: \nContext: internal");
    }

    static String dialBegin(String from, String to) {
        return head("DialBegin", "call")
                + channel(from, "PJSIP/carrier-" + hex(from), from, "ChannelState: 4\n")
                + "DestChannel: PJSIP/101-" + hex(to) + "\nDestUniqueid: " + to + "\nDestLinkedid: " + from
                + "\nDialString: 101";
    }

    static String rings(String id, String linked) {
        return head("Newstate", "call") + channel(id, "PJSIP/101-" + hex(id), linked, "ChannelState: 5");
    }

    static String answered(String from, String to) {
        return head("DialEnd", "call")
                + channel(from, "PJSIP/carrier-" + hex(from), from, "ChannelState: 4\n")
                + "DestChannel: PJSIP/101-" + hex(to) + "\nDestUniqueid: " + to + "\nDestLinkedid: " + from
                + "\nDialStatus: ANSWER";
    }

    static String enters(String id, String endpoint, String linked, String bridge) {
        return bridging("BridgeEnter", id, endpoint, linked, bridge);
    }

    static String leaves(String id, String endpoint, String linked, String bridge) {
        return bridging("BridgeLeave", id, endpoint, linked, bridge);
    }

    private static String bridging(String event, String id, String endpoint, String linked, String bridge) {
        return head(event, "call") + "BridgeUniqueid: " + bridge
                + "\nBridgeType: basic\nBridgeTechnology: simple_bridge\nBridgeNumChannels: 2\n"
                + channel(id, endpoint + "-" + hex(id), linked, "ChannelState: 6");
    }

    static String hangup(String id, String endpoint, String linked) {
        return head("Hangup", "call")
                + channel(
                        id, endpoint + "-" + hex(id), linked, "ChannelState: 6\nCause: 16\nCause-txt: Normal Clearing");
    }

    private static String hex(String id) {
        return "%08x".formatted(id.hashCode());
    }

    /** Maria and Anna speak. */
    static String[] talk(String maria, String anna) {
        return new String[] {
            mariaCalls(maria),
            annaIsCalled(anna, maria),
            dialBegin(maria, anna),
            rings(anna, maria),
            answered(maria, anna),
            enters(maria, "PJSIP/carrier", maria, "bridge-" + maria),
            enters(anna, "PJSIP/101", maria, "bridge-" + maria)
        };
    }

    /** Both hang up. */
    static String[] goodbye(String maria, String anna) {
        return new String[] {
            leaves(maria, "PJSIP/carrier", maria, "bridge-" + maria),
            leaves(anna, "PJSIP/101", maria, "bridge-" + maria),
            hangup(maria, "PJSIP/carrier", maria),
            hangup(anna, "PJSIP/101", maria)
        };
    }
}
