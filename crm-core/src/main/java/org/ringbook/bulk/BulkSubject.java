package org.ringbook.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange.Action;

/** Which list a change is of, and what can be done in it. */
public enum BulkSubject {
    CONTACT("contacts", BinItem.Kind.CONTACT, Action.GIVE, Action.TAG, Action.UNTAG, Action.BIN),
    COMPANY("companies", BinItem.Kind.COMPANY, Action.GIVE, Action.TAG, Action.UNTAG, Action.BIN),
    LEAD("leads", BinItem.Kind.LEAD, Action.GIVE, Action.CLOSE, Action.JUNK, Action.REOPEN, Action.BIN),
    TASK("tasks", BinItem.Kind.TASK, Action.GIVE, Action.DUE, Action.BIN),
    /** A missed call. */
    OBLIGATION("missed", null, Action.GIVE, Action.DISMISS),
    DEAL(
            "deals",
            BinItem.Kind.DEAL,
            Action.GIVE,
            Action.STAGE,
            Action.TYPE,
            Action.EXPECT,
            Action.FIELD,
            Action.LOSE,
            Action.BIN),
    CLAIM("claims", BinItem.Kind.CLAIM, Action.GIVE, Action.TEAM, Action.BIN),
    /** A row of a file that becomes a deal; no list offers it. */
    DEAL_ROW("deals", null),
    /** A row of a file that becomes a lead; no list offers it. */
    LEAD_ROW("leads", null);

    private final String address;
    private final BinItem.Kind bin;
    private final List<Action> actions;

    BulkSubject(String address, BinItem.Kind bin, Action... actions) {
        this.address = address;
        this.bin = bin;
        this.actions = List.of(actions);
    }

    /** Of its list: {@code /contacts}. */
    public String address() {
        return "/" + address;
    }

    /** Of the page of one: {@code /contacts/ID}. */
    public String address(UUID record) {
        return address() + "/" + record;
    }

    public List<Action> actions() {
        return actions;
    }

    /** Whether rows of a file are meant, and not those of a list. */
    public boolean isFile() {
        return this == DEAL_ROW || this == LEAD_ROW;
    }

    /** As what it lies in the bin. */
    BinItem.Kind bin() {
        return bin;
    }

    /** As in JSON and addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BulkSubject> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
