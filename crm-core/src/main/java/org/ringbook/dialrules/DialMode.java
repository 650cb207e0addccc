package org.ringbook.dialrules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who begins the call. */
public enum DialMode {
    /** A person of ours, of their own accord: click-to-call, a card, a telephone. Windows and caps are told and do not stop it. */
    HAND,
    /** A person of ours who saw the card of a list's entry and pressed "call". */
    PREVIEW,
    /** The server, one line for one agent who is ready. */
    PROGRESSIVE,
    /** The server, a fixed number of lines for each agent. */
    POWER,
    /** The server, as many lines as it thinks right. */
    PREDICTIVE;

    /** Whether a device dials without a person's deciding on this call. */
    public boolean isAutomatic() {
        return compareTo(PROGRESSIVE) >= 0;
    }

    /** In tables, addresses and JSON: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DialMode> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    @JsonCreator
    static DialMode read(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("No way of dialling: " + code));
    }
}
