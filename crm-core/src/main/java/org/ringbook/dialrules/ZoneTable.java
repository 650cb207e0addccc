package org.ringbook.dialrules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which zone is kept where: countries, regions and cities of Russia by the words they begin with, codes of Russian landlines. A dated
 * table that the program brings; it holds ids, never offsets. What it does not know is unknown, never Moscow. Pure; any thread.
 */
final class ZoneTable {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    /** What stands between the parts of an address. */
    private static final Pattern PARTS = Pattern.compile("[,;|()\\d\\n]+");

    private static final Pattern ADJECTIVE = Pattern.compile("\\p{L}{2,}(ая|яя|ий|ый|ой|ое|ее)");
    /** In an address: its neighbours name a street, and streets are named after other cities. */
    private static final Set<String> STREETS = Set.of(
            "ул",
            "улица",
            "пр",
            "просп",
            "проспект",
            "пер",
            "переулок",
            "ш",
            "шоссе",
            "наб",
            "набережная",
            "бул",
            "бульвар",
            "б",
            "микрорайон",
            "квартал",
            "линия",
            "пл",
            "площадь",
            "проезд",
            "тупик",
            "аллея",
            "мкр",
            "тракт",
            "д",
            "дом");

    private static final int LONGEST_TEXT = 500;
    private static final int CODE = 3;

    private final Map<String, Row> countries = new HashMap<>();
    private final Map<String, Row> codes = new HashMap<>();
    private final List<Word> words = new ArrayList<>();
    private final Instant from;

    private record Row(Set<ZoneId> zones, String name) {}

    private record Word(String begin, boolean whole, Set<ZoneId> zones) {
        boolean fits(String token) {
            return whole ? token.equals(begin) : token.startsWith(begin);
        }
    }

    private ZoneTable(List<String> lines) {
        Instant newest = Instant.EPOCH;
        for (String line : lines) {
            String[] cells = line.split(";", 5);
            Instant since =
                    LocalDate.parse(cells[3]).atStartOfDay(ZoneOffset.UTC).toInstant();
            newest = since.isAfter(newest) ? since : newest;
            add(cells[0], cells[1], cells[2]);
        }
        from = newest;
        words.sort((one, other) ->
                Integer.compare(other.begin().length(), one.begin().length()));
    }

    private void add(String kind, String key, String zones) {
        switch (kind) {
            case "country" -> countries.put(key, new Row(zones(zones), key));
            case "word" ->
                words.add(new Word(key.startsWith("=") ? key.substring(1) : key, key.startsWith("="), zones(zones)));
            case "code" -> codes.put(key, new Row(ofRegion(zones), zones));
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private static Set<ZoneId> zones(String ids) {
        var zones = new HashSet<ZoneId>();
        for (String id : ids.split(",")) {
            zones.add(ZoneId.of(id));
        }
        return Set.copyOf(zones);
    }

    /** The one that the program brings. */
    static ZoneTable shipped() {
        return Shipped.TABLE;
    }

    private static final class Shipped {
        static final ZoneTable TABLE = read();

        private static ZoneTable read() {
            try (var reader = new BufferedReader(
                    new InputStreamReader(ZoneTable.class.getResourceAsStream("zones.csv"), StandardCharsets.UTF_8))) {
                return new ZoneTable(reader.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** From when its newest row is. */
    Instant from() {
        return from;
    }

    /** All zones of a country; empty for one that is not in the table. */
    Set<ZoneId> ofCountry(String country) {
        Row row = country == null ? null : countries.get(country);
        return row == null ? Set.of() : row.zones();
    }

    /** @param national ten digits of a Russian landline; empty when its code is not in the table */
    Set<ZoneId> ofLandline(String national) {
        Row row = codes.get(national.substring(0, CODE));
        return row == null ? Set.of() : row.zones();
    }

    /** The region of the code, for words; empty when it is not in the table. */
    String nameOfLandline(String national) {
        Row row = codes.get(national.substring(0, CODE));
        return row == null ? "" : row.name();
    }

    /** Free text of a table: one region or several. All that are named count; text that names none is unknown. */
    Set<ZoneId> ofRegion(String text) {
        String[] tokens = tokens(text);
        if (tokens.length <= 2 && tokens[0].equals("российская")) {
            return ofCountry("RU");
        }
        return named(tokens);
    }

    /**
     * An address: what is said before the street; where nothing known is, what is said after it. Of the part that names the street all
     * is left out but what stands before its name.
     */
    Set<ZoneId> ofAddress(String text) {
        String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var before = new ArrayList<String>();
        var after = new ArrayList<String>();
        boolean streetSaid = false;
        for (String part : PARTS.split(read)) {
            List<String> tokens = List.of(tokens(part));
            int street = IntStream.range(0, tokens.size())
                    .filter(i -> STREETS.contains(tokens.get(i)))
                    .findFirst()
                    .orElse(-1);
            (streetSaid ? after : before).addAll(street < 0 ? tokens : beforeName(tokens.subList(0, street)));
            streetSaid |= street >= 0;
        }
        Set<ZoneId> zones = named(before.toArray(String[]::new));
        return zones.isEmpty() ? named(after.toArray(String[]::new)) : zones;
    }

    /** Streets named by an adjective have their name before the word: Московская ул. */
    private static List<String> beforeName(List<String> tokens) {
        int end = tokens.size();
        while (end > 0 && ADJECTIVE.matcher(tokens.get(end - 1)).matches()) {
            end--;
        }
        return tokens.subList(0, end);
    }

    private static String[] tokens(String text) {
        String read = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        return NO_LETTERS
                .matcher(read.toLowerCase(Locale.ROOT).replace('ё', 'е'))
                .replaceAll(" ")
                .strip()
                .split(" ");
    }

    private Set<ZoneId> named(String[] tokens) {
        var all = new HashSet<>(List.of(tokens));
        var zones = new HashSet<ZoneId>();
        for (String token : all) {
            // Yamal-Nenets and Komi-Permyak lie elsewhere than those whose names they share.
            boolean shared = token.startsWith("ненецк") && all.contains("ямало")
                    || token.startsWith("коми") && all.stream().anyMatch(other -> other.startsWith("пермяцк"));
            if (!shared) {
                words.stream()
                        .filter(word -> word.fits(token))
                        .findFirst()
                        .ifPresent(word -> zones.addAll(word.zones()));
            }
        }
        return Set.copyOf(zones);
    }
}
