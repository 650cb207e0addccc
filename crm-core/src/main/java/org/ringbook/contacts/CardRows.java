package org.ringbook.contacts;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataAdapter;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/** Cards of telephones and mail programs (vCard 2.1, 3.0, 4.0) as rows: a card is a row, numbered as they stand. */
final class CardRows implements ImportFile {

    private static final Pattern FIRST_LINE = Pattern.compile("(?i)\\s*BEGIN:VCARD\\s");
    private static final int MOST_VALUES = 60;
    private static final int LONGEST_VALUE = 20_000;

    /** The columns of the rows, under names that {@link ImportColumn} knows. */
    private enum Part {
        NAME("Name"),
        COMPANY("Company"),
        POSITION("Position"),
        MOBILE("Mobile phone"),
        WORK("Work phone"),
        HOME("Home phone"),
        PHONE("Phone"),
        EMAIL("E-mail"),
        NOTE("Note");

        private final String header;

        Part(String header) {
            this.header = header;
        }
    }

    private final Charset encoding;
    private final List<Row> rows;
    private int at;

    private CardRows(Charset encoding, List<Row> rows) {
        this.encoding = encoding;
        this.rows = rows;
    }

    static boolean are(String text) {
        return FIRST_LINE.matcher(text).lookingAt();
    }

    static CardRows of(String text, Charset encoding) {
        var cards = new Cards();
        try (var reader = new VObjectReader(new StringReader(text), SyntaxRules.vcard())) {
            reader.setDefaultQuotedPrintableCharset(encoding);
            reader.parse(cards);
        } catch (IOException unreadable) {
            throw Refused.because("file", "contacts.import.cards.broken");
        }
        return new CardRows(encoding, cards.rows);
    }

    /** Takes the cards apart as they are read. */
    private static final class Cards extends VObjectDataAdapter {

        private final List<Row> rows = new ArrayList<>();
        private final Map<Part, List<String>> card = new EnumMap<>(Part.class);
        private String nameOfParts = "";

        Cards() {
            rows.add(new Row(
                    0, Arrays.stream(Part.values()).map(part -> part.header).toList()));
        }

        @Override
        public void onComponentBegin(String name, Context context) {
            if (context.getParentComponents().isEmpty()) {
                card.clear();
                nameOfParts = "";
            }
        }

        @Override
        public void onComponentEnd(String name, Context context) {
            if (!context.getParentComponents().isEmpty()) {
                return;
            }
            if (!card.containsKey(Part.NAME)) {
                add(Part.NAME, nameOfParts);
            }
            rows.add(new Row(
                    rows.size(),
                    Arrays.stream(Part.values())
                            .map(part -> String.join(" ::: ", card.getOrDefault(part, List.of())))
                            .toList()));
        }

        @Override
        public void onProperty(VObjectProperty property, Context context) {
            if (context.getParentComponents().size() != 1 || property.getValue() == null) {
                return;
            }
            String value = property.getValue();
            switch (property.getName().toUpperCase(Locale.ROOT)) {
                case "FN" -> add(Part.NAME, plain(value));
                case "N" -> nameOfParts = nameOf(value);
                case "ORG" -> add(Part.COMPANY, first(value));
                case "TITLE" -> add(Part.POSITION, plain(value));
                case "EMAIL" -> add(Part.EMAIL, plain(value));
                case "NOTE" -> add(Part.NOTE, plain(value));
                case "TEL" -> number(property);
                default -> {}
            }
        }

        private void number(VObjectProperty property) {
            String kinds = String.join(" ", kinds(property)).toLowerCase(Locale.ROOT);
            if (kinds.contains("fax") || kinds.contains("pager")) {
                return;
            }
            Part part = kinds.contains("cell") || kinds.contains("mobile")
                    ? Part.MOBILE
                    : kinds.contains("work") ? Part.WORK : kinds.contains("home") ? Part.HOME : Part.PHONE;
            add(part, plain(property.getValue()));
        }

        /** In cards of version 2.1 the kind has no name before it. */
        private static List<String> kinds(VObjectProperty property) {
            var kinds = new ArrayList<String>();
            for (String name : new String[] {"TYPE", null}) {
                List<String> some = property.getParameters().get(name);
                kinds.addAll(some == null ? List.of() : some);
            }
            return kinds;
        }

        /** A card has one name, one company, one position: the first that it tells. */
        private void add(Part part, String value) {
            boolean several = switch (part) {
                case NAME, COMPANY, POSITION, NOTE -> false;
                default -> true;
            };
            List<String> values = card.computeIfAbsent(part, another -> new ArrayList<>());
            if (!value.isBlank() && values.size() < (several ? MOST_VALUES : 1)) {
                values.add(value.substring(0, Math.min(value.length(), LONGEST_VALUE))
                        .strip());
            }
            if (values.isEmpty()) {
                card.remove(part);
            }
        }

        private static String plain(String value) {
            return VObjectPropertyValues.unescape(value);
        }

        private static String first(String value) {
            List<List<String>> parts = VObjectPropertyValues.parseStructured(value);
            return parts.isEmpty() || parts.get(0).isEmpty() ? "" : parts.get(0).get(0);
        }

        /** Family; given; additional: as it is said, the given one first. */
        private static String nameOf(String value) {
            List<List<String>> parts = VObjectPropertyValues.parseStructured(value);
            var words = new ArrayList<String>();
            for (int place : new int[] {1, 2, 0}) {
                words.addAll(place < parts.size() ? parts.get(place) : List.of());
            }
            return String.join(" ", words).replaceAll("\\s+", " ").strip();
        }
    }

    @Override
    public Row next() {
        return at < rows.size() ? rows.get(at++) : null;
    }

    @Override
    public double share() {
        return (double) at / rows.size();
    }

    @Override
    public Charset encoding() {
        return encoding;
    }
}
