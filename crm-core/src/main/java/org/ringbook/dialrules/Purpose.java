package org.ringbook.dialrules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people are called for: the law and the company's limits go by it. */
public enum Purpose {
    ADVERTISING,
    SERVICE,
    SURVEY,
    /** Somebody owes money: its limits are the law's, and nobody overrides them. */
    DEBT,
    INVITATION;

    /** In tables, addresses and JSON: lower case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Purpose> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    @JsonCreator
    static Purpose read(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("No purpose of a call: " + code));
    }
}
