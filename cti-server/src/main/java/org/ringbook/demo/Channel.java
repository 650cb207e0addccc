package org.ringbook.demo;

import java.time.Instant;

/** One leg of a call. Belongs to the exchange's thread. */
final class Channel {

    final String name;
    final String uniqueId;
    final String linkedId;
    final Instant created;
    ChannelState state;
    Party caller = Party.UNKNOWN;
    Party connected = Party.UNKNOWN;
    String context;
    String exten;
    int priority = 1;
    String application = "";
    String data = "";
    Bridge bridge;
    /** Somebody has put this one on hold. */
    boolean held;
    /** The other half of a Local pair. */
    Channel half;

    boolean gone;

    Channel(String name, String uniqueId, String linkedId, Instant created, ChannelState state) {
        this.name = name;
        this.uniqueId = uniqueId;
        this.linkedId = linkedId == null ? uniqueId : linkedId;
        this.created = created;
        this.state = state;
    }

    Channel at(String context, String exten, int priority) {
        this.context = context;
        this.exten = exten;
        this.priority = priority;
        return this;
    }

    Channel runs(String application, String data) {
        this.application = application;
        this.data = data;
        return this;
    }

    /** {@code PJSIP/101} of {@code PJSIP/101-0000001f}. */
    String device() {
        return name.substring(0, name.lastIndexOf('-'));
    }

    boolean isTrunk() {
        return device().equals(Exchange.TRUNK);
    }

    boolean isLocal() {
        return name.startsWith("Local/");
    }

    /** Extension of the telephone, or the trunk's name. */
    String endpoint() {
        return device().substring(device().indexOf('/') + 1);
    }

    boolean isPhoneOf(String extension) {
        return device().equals("PJSIP/" + extension);
    }

    @Override
    public String toString() {
        return name + " " + state.words;
    }
}
