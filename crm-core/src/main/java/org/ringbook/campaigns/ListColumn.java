package org.ringbook.campaigns;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringbook.contacts.ImportColumn;

/** What a column of a list's file may hold. */
public enum ListColumn {
    /** The id of a client, in lists that come from a filter. */
    PARTY("ringbook client"),
    NAME,
    FIRST_NAME,
    MIDDLE_NAME,
    LAST_NAME,
    COMPANY,
    PHONE,
    /** Where they live: for the time of day there. */
    CITY("город", "населенный пункт", "населённый пункт", "регион", "область", "city", "town", "state", "region"),
    TIME_ZONE("часовой пояс", "пояс", "time zone", "timezone", "tz"),
    NOTE,
    OWNER,
    PRIORITY("приоритет", "priority", "rank"),
    EXTERNAL_ID(
            "код",
            "id",
            "ид",
            "идентификатор",
            "внешний код",
            "external id",
            "vendor lead code",
            "vendor_lead_code",
            "code"),
    /** Anything else, shown on the card under its own name. */
    FIELD;

    static final String PARTY_HEADER = "Ringbook client";

    private final Set<String> names;

    ListColumn(String... names) {
        this.names = Set.of(names);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ListColumn> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    static ListColumn of(String header) {
        String plain = header.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return Arrays.stream(values())
                .filter(one -> one.names.contains(plain))
                .findFirst()
                .orElseGet(() -> ImportColumn.of(header).map(ListColumn::of).orElse(FIELD));
    }

    private static ListColumn of(ImportColumn column) {
        return switch (column) {
            case NAME -> NAME;
            case FIRST_NAME -> FIRST_NAME;
            case MIDDLE_NAME -> MIDDLE_NAME;
            case LAST_NAME -> LAST_NAME;
            case COMPANY -> COMPANY;
            case PHONE -> PHONE;
            case NOTE -> NOTE;
            case RESPONSIBLE -> OWNER;
            default -> FIELD;
        };
    }
}
