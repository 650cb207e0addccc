package org.ringbook.fields;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/**
 * What somebody sent for a field, as it is kept: a text, a number, true or false, a list of texts. People, files and programs write the
 * same in different ways; all that can mean one thing only is taken. Pure but for the names that it looks up.
 */
final class FieldReading {

    static final int LONGEST_TEXT = 2_000;

    private static final int LONGEST_LINK = 1_000;
    private static final int DIGITS_BEFORE = 12;
    private static final int DIGITS_BEHIND = 3;
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[;,|\\n]\\s*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{1,20})?");
    private static final Pattern HOST = Pattern.compile("(?i)[^\\s/@.]+(\\.[^\\s/@.]+)+(:[0-9]+)?([/?#]\\S*)?");
    private static final DateTimeFormatter RUSSIAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "on", "да", "д", "+", "истина");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "off", "нет", "н", "-", "ложь");

    private final BiFunction<FieldKind, String, String> lookup;

    /** @param lookup from an id or name of one of our people, or of a company or person, to the id; null for nobody's */
    FieldReading(BiFunction<FieldKind, String, String> lookup) {
        this.lookup = lookup;
    }

    /** On one line; null for nothing. */
    static String line(String text) {
        String line = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : line;
    }

    /**
     * @param sent text, number, truth value, or a list of texts
     * @param now what stands there; a choice that is not offered any more may stay
     * @return null for nothing
     * @throws Refused beside {@code fields.KEY} when it cannot be one
     */
    Object read(Field field, Object sent, Object now) {
        List<String> texts = texts(sent);
        if (field.kind() == FieldKind.CHOICES) {
            return choices(field, texts, now);
        }
        if (texts.size() > 1) {
            throw refused(field, "fields.value.one", field.name());
        }
        String text = texts.isEmpty() ? null : line(texts.get(0));
        return text == null ? null : one(field, text, now);
    }

    private static List<String> texts(Object sent) {
        var texts = new ArrayList<String>();
        if (sent instanceof Collection<?> several) {
            several.stream()
                    .filter(one -> one != null && !one.toString().isBlank())
                    .forEach(one -> texts.add(one.toString()));
        } else if (sent != null && !sent.toString().isBlank()) {
            texts.add(sent instanceof BigDecimal number ? number.toPlainString() : sent.toString());
        }
        return texts;
    }

    private Object one(Field field, String text, Object now) {
        return switch (field.kind()) {
            case TEXT -> bounded(field, text, LONGEST_TEXT);
            case NUMBER -> number(field, text);
            case MONEY -> money(field, text);
            case DATE -> date(field, text).toString();
            case FLAG -> flag(field, text);
            case CHOICE, CHOICES -> choice(field, text, now);
            case PARTY, STAFF -> known(field, text);
            case LINK -> link(field, text);
        };
    }

    private static String bounded(Field field, String text, int longest) {
        if (text.length() > longest) {
            throw refused(field, "fields.value.long", field.name(), longest);
        }
        return text;
    }

    static BigDecimal number(Field field, String text) {
        String plain = SPACES.matcher(text.replace("₽", "").replace("руб.", "").replace("руб", ""))
                .replaceAll("")
                .replace(',', '.')
                .replace('−', '-');
        if (!NUMBER.matcher(plain).matches()) {
            throw refused(field, "fields.value.number", field.name(), shown(text));
        }
        BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
        number = number.scale() < 0 ? number.setScale(0, RoundingMode.UNNECESSARY) : number;
        if (number.scale() > DIGITS_BEHIND || number.precision() - number.scale() > DIGITS_BEFORE) {
            throw refused(field, "fields.value.digits", field.name(), DIGITS_BEFORE, DIGITS_BEHIND);
        }
        return number;
    }

    private static BigDecimal money(Field field, String text) {
        BigDecimal sum = number(field, text);
        if (sum.scale() > 2) {
            throw refused(field, "fields.value.money", field.name());
        }
        return sum.setScale(2, RoundingMode.UNNECESSARY);
    }

    static LocalDate date(Field field, String text) {
        try {
            LocalDate day = text.indexOf('.') > 0 ? LocalDate.parse(text, RUSSIAN) : LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            // The words below say so.
        }
        throw refused(field, "fields.value.date", field.name(), shown(text));
    }

    static Boolean flag(Field field, String text) {
        String word = FieldKeys.fold(text);
        if (YES.contains(word)) {
            return true;
        }
        if (NO.contains(word)) {
            return false;
        }
        throw refused(field, "fields.value.flag", field.name(), shown(text));
    }

    private static String choice(Field field, String text, Object now) {
        String folded = FieldKeys.fold(text);
        return field.choices().stream()
                .filter(one -> one.active() || stands(one.key(), now))
                .filter(one -> one.key().equals(text)
                        || FieldKeys.fold(one.name()).equals(folded)
                        || one.nameEn() != null && FieldKeys.fold(one.nameEn()).equals(folded))
                .map(Field.Choice::key)
                .findFirst()
                .orElseThrow(() -> refused(
                        field,
                        "fields.value.choice",
                        field.name(),
                        shown(text),
                        String.join(
                                ", ",
                                field.choices().stream()
                                        .filter(Field.Choice::active)
                                        .limit(10)
                                        .map(Field.Choice::name)
                                        .toList())));
    }

    private static boolean stands(String key, Object now) {
        return key.equals(now) || now instanceof Collection<?> several && several.contains(key);
    }

    private static List<String> choices(Field field, List<String> texts, Object now) {
        var chosen = new LinkedHashSet<String>();
        for (String text : texts) {
            if (texts.size() == 1 && !isChoice(field, text)) {
                for (String part : BETWEEN.split(text.strip())) {
                    if (!part.isBlank()) {
                        chosen.add(choice(field, part, now));
                    }
                }
            } else {
                chosen.add(choice(field, text, now));
            }
        }
        // In the order of the list, whichever was chosen first.
        List<String> ordered = field.choices().stream()
                .map(Field.Choice::key)
                .filter(chosen::contains)
                .toList();
        return ordered.isEmpty() ? null : ordered;
    }

    private static boolean isChoice(Field field, String text) {
        String folded = FieldKeys.fold(text);
        return field.choices().stream()
                .anyMatch(one ->
                        one.key().equals(text) || FieldKeys.fold(one.name()).equals(folded));
    }

    private String known(Field field, String text) {
        String id = lookup.apply(field.kind(), text);
        if (id == null) {
            throw refused(
                    field,
                    field.kind() == FieldKind.STAFF ? "fields.value.staff" : "fields.value.party",
                    field.name(),
                    shown(text));
        }
        return id;
    }

    private static String link(Field field, String text) {
        // First: the pattern of hosts goes as deep as a text has dots.
        bounded(field, text, LONGEST_LINK);
        String address = HOST.matcher(text).matches() && !text.contains("://") ? "https://" + text : text;
        bounded(field, address, LONGEST_LINK);
        try {
            URI read =
                    URI.create(address.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C"));
            boolean web = "http".equalsIgnoreCase(read.getScheme()) || "https".equalsIgnoreCase(read.getScheme());
            if (web && read.getRawAuthority() != null && address.indexOf(' ') < 0) {
                return address;
            }
        } catch (IllegalArgumentException none) {
            // The words below say so.
        }
        throw refused(field, "fields.value.link", field.name(), shown(text));
    }

    static Refused refused(Field field, String key, Object... words) {
        return Refused.because("fields." + field.key(), key, words);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
