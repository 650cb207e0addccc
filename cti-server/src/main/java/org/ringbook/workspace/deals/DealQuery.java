package org.ringbook.workspace.deals;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldFilter;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What the board and the list of deals are asked for, as it stands in the address: one filter for both.
 *
 * @param view board or list; null for the board
 * @param pipeline null for the first one on the board, for all in the list
 * @param state open, won, lost or all; null for open
 * @param person whose; null for all that may be seen
 * @param mine only one's own
 * @param party client or contact of it
 * @param stage of the list: one stage of a pipeline
 * @param q words of the title, or the number
 * @param expectedFrom with {@code expectedTo} days as a browser's field gives them
 * @param closedFrom with {@code closedTo} days of the end of won and lost ones
 * @param next {@code none} for those without a next step
 * @param rotten only those that stand too long
 * @param order of the list; null for the newest first
 */
record DealQuery(
        String view,
        UUID pipeline,
        String state,
        UUID type,
        UUID person,
        boolean mine,
        UUID party,
        UUID stage,
        String q,
        UUID reason,
        String source,
        String amountFrom,
        String amountTo,
        String expectedFrom,
        String expectedTo,
        String closedFrom,
        String closedTo,
        String next,
        boolean rotten,
        String order) {

    /** Of a page, not of the filter. */
    private static final List<String> NO_FILTER = List.of("view=", "after=", "part=", "order=");

    private static final String OWN = "field.";
    private static final int MOST_FIELDS = 500;
    private static final List<String> STATES = List.of("open", "won", "lost", "all");

    /**
     * @param rawQuery as it stands in the address, without the question mark; null for none
     * @throws IllegalArgumentException when an id in it is none
     */
    static DealQuery read(String rawQuery) {
        MultiValueMap<String, String> all = parameters(rawQuery);
        return new DealQuery(
                all.getFirst("view"),
                id(all.getFirst("pipeline")),
                all.getFirst("state"),
                id(all.getFirst("type")),
                id(all.getFirst("person")),
                "true".equals(all.getFirst("mine")),
                id(all.getFirst("party")),
                id(all.getFirst("stage")),
                all.getFirst("q"),
                id(all.getFirst("reason")),
                all.getFirst("source"),
                all.getFirst("amountFrom"),
                all.getFirst("amountTo"),
                all.getFirst("expectedFrom"),
                all.getFirst("expectedTo"),
                all.getFirst("closedFrom"),
                all.getFirst("closedTo"),
                all.getFirst("next"),
                "true".equals(all.getFirst("rotten")),
                all.getFirst("order"));
    }

    /** What the company's own fields are asked for in the same address. */
    static TypedFields ownFields(String rawQuery) {
        var values = new LinkedHashMap<String, List<String>>();
        parameters(rawQuery).forEach((name, typed) -> {
            if (name.startsWith(OWN) && values.size() < MOST_FIELDS) {
                values.put(
                        name.substring(OWN.length()),
                        typed.stream().filter(one -> text(one) != null).toList());
            }
        });
        return new TypedFields(values, false);
    }

    private static MultiValueMap<String, String> parameters(String rawQuery) {
        var all = new LinkedMultiValueMap<String, String>();
        for (String part : (rawQuery == null ? "" : rawQuery).split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                all.add(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static UUID id(String text) {
        return text(text) == null ? null : UUID.fromString(text);
    }

    public boolean isList() {
        return "list".equals(view);
    }

    public String shownState() {
        return state != null && STATES.contains(state) ? state : "open";
    }

    public DealList.Order listed() {
        return Arrays.stream(DealList.Order.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(order))
                .findFirst()
                .orElse(DealList.Order.NEWEST);
    }

    /** How many things beside pipeline, state, person and words are asked for. */
    public int more() {
        return (int) Stream.of(
                        type,
                        reason,
                        stage,
                        source,
                        amountFrom,
                        amountTo,
                        expectedFrom,
                        expectedTo,
                        closedFrom,
                        closedTo)
                .filter(one -> one != null && !one.toString().isBlank())
                .count();
    }

    /** @param own what the company's own fields are asked for; null for nothing */
    DealFilter filter(Viewer viewer, FieldFilter own) {
        return DealFilter.of(asked -> {
            asked.state = Stage.Kind.of(shownState()).orElse(null);
            asked.pipeline = pipeline;
            asked.type = type;
            asked.stages = stage == null ? null : List.of(stage);
            asked.responsible = mine ? viewer.member().id() : person;
            asked.parties = party == null ? null : List.of(party);
            asked.text = text(q);
            asked.lostReason = reason;
            asked.source = text(source);
            asked.amountFrom = money(amountFrom);
            asked.amountTo = money(amountTo);
            asked.expectedFrom = day(expectedFrom);
            asked.expectedTo = day(expectedTo);
            asked.closedFrom =
                    Optional.ofNullable(day(closedFrom)).map(viewer::startOf).orElse(null);
            asked.closedTo = Optional.ofNullable(day(closedTo))
                    .map(last -> viewer.startOf(last.plusDays(1)))
                    .orElse(null);
            asked.withoutNextStep = "none".equals(next);
            asked.rotten = rotten;
            asked.fields = own;
        });
    }

    /** The filter as it stands in an address, to be put behind another view of the same; empty for none. */
    static String kept(String rawQuery) {
        return Arrays.stream((rawQuery == null ? "" : rawQuery).split("&"))
                .filter(part -> !part.isEmpty()
                        && !part.endsWith("=")
                        && NO_FILTER.stream().noneMatch(part::startsWith))
                .collect(Collectors.joining("&"));
    }

    static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** What is no day asks for nothing. */
    static LocalDate day(String typed) {
        try {
            return text(typed) == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** As people write it: blanks between thousands, a comma or a point. Null for what is no amount. */
    static BigDecimal money(String typed) {
        try {
            return text(typed) == null
                    ? null
                    : new BigDecimal(typed.replaceAll("[\\s\\p{Z}]", "").replace(',', '.'));
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
