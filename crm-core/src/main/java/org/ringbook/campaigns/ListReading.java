package org.ringbook.campaigns;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportColumn;
import org.ringbook.contacts.NumberCell;
import org.ringbook.contacts.TableFile;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;

/** From cells to people to be called. The columns are found by their names, or else by what stands in them. For one thread. */
final class ListReading {

    private static final int MOST_COLUMNS = 300;
    static final int MOST_FIELDS = 40;
    private static final int MOST_NUMBERS = 20;
    private static final int LONGEST_CELL = 500;
    private static final int SHOWN_CELL = 100;

    private final ListOptions options;
    private final NumberCell numbers;
    private final Function<String, UUID> owner;
    private List<String> headers = List.of();
    private List<ListColumn> columns = List.of();
    private TableFile.Row first;

    /** @param owner from a name, login or extension to our person; answers null when it is nobody's */
    ListReading(ListOptions options, NumberPlan plan, Function<String, UUID> owner) {
        this.options = options;
        this.numbers =
                new NumberCell(options.cityCode() == null ? plan : new NumberPlan(plan.region(), options.cityCode()));
        this.owner = owner;
    }

    /** A column of the file, what it holds, and whether somebody chose that. */
    record Column(String header, ListColumn holds) {}

    List<Column> columns() {
        var all = new ArrayList<Column>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(new Column(headers.get(i), columns.get(i)));
        }
        return all;
    }

    /** @throws Refused when there is nothing in it, or no column with numbers */
    void begin(TableFile file) {
        TableFile.Row header = file.next();
        if (header == null || header.cells() == null) {
            throw Refused.because("file", header == null ? "contacts.import.empty" : "contacts.import.quote");
        }
        if (header.cells().size() > MOST_COLUMNS) {
            throw Refused.because("file", "contacts.import.columns", MOST_COLUMNS);
        }
        if (ListOptions.VICIDIAL.equals(options.profile())
                || options.profile() == null && VicidialRow.looksLike(file.separator(), header.cells())) {
            first = header;
            vicidial = true;
            return;
        }
        byName(header.cells());
        if (!columns.contains(ListColumn.PHONE)) {
            byContent(header);
        }
        if (!columns.contains(ListColumn.PHONE)) {
            throw Refused.because("file", "campaigns.list.no-phone", shown(String.join(" | ", header.cells())));
        }
    }

    private boolean vicidial;

    private void byName(List<String> names) {
        headers = names.stream().map(one -> shown(one.strip())).toList();
        var found = new ArrayList<ListColumn>();
        for (String name : names) {
            String chosen = options.columns().get(shown(name.strip()));
            found.add(
                    chosen == null
                            ? ListColumn.of(name)
                            : chosen.isEmpty()
                                    ? null
                                    : ListColumn.ofWord(chosen).orElse(ListColumn.FIELD));
        }
        columns = found;
    }

    /** A list of numbers that nobody has given a header. */
    private void byContent(TableFile.Row row) {
        var found = new ArrayList<ListColumn>();
        var names = new ArrayList<String>();
        boolean named = false;
        for (String cell : row.cells()) {
            boolean isNumber = !numbers.read(cell, null).good().isEmpty();
            boolean isName = !named && cell.chars().anyMatch(Character::isLetter);
            found.add(isNumber ? ListColumn.PHONE : isName ? ListColumn.NAME : ListColumn.FIELD);
            names.add("#" + (names.size() + 1));
            named |= !isNumber && isName;
        }
        if (found.contains(ListColumn.PHONE)) {
            columns = found;
            headers = names;
            first = row;
        }
    }

    /** The next row that is not empty; null at the end. */
    TableFile.Row next(TableFile file) {
        TableFile.Row row = first == null ? file.next() : first;
        first = null;
        return row;
    }

    /** A row that cannot be called, and why. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String column;
        final String value;
        final transient Refusal why;

        Unreadable(String column, String value, Refusal why) {
            super(why.key(), null, false, false);
            this.column = column;
            this.value = value == null ? null : shown(value);
            this.why = why;
        }
    }

    /** @throws Unreadable when it has no number that can be called, or cannot be divided into cells */
    ListRow read(TableFile.Row row) {
        if (row.cells() == null) {
            throw new Unreadable(null, null, Refusal.of("contacts.import.quote"));
        }
        return vicidial ? VicidialRow.read(row, options, numbers) : usual(row);
    }

    private ListRow usual(TableFile.Row row) {
        var cells = new LinkedHashMap<ListColumn, String>();
        var fields = new LinkedHashMap<String, String>();
        var good = new ArrayList<ContactNumber>();
        Unreadable odd = null;
        for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
            String cell = bounded(row.cells().get(i).strip());
            ListColumn column = columns.get(i);
            if (cell.isEmpty() || column == null) {
                continue;
            }
            if (column == ListColumn.PHONE) {
                NumberCell.Numbers read = numbers.read(cell, ImportColumn.label(headers.get(i)));
                read.good().stream().filter(one -> isNew(one, good)).forEach(good::add);
                odd = odd == null && !read.odd().isEmpty()
                        ? new Unreadable(headers.get(i), cell, read.odd().get(0).why())
                        : odd;
            } else if (column == ListColumn.FIELD) {
                if (fields.size() < MOST_FIELDS) {
                    fields.put(headers.get(i), cell);
                }
            } else {
                cells.merge(column, cell, (one, more) -> one + ", " + more);
            }
        }
        if (good.isEmpty()) {
            throw odd != null ? odd : new Unreadable(null, null, Refusal.of("campaigns.list.row-without-number"));
        }
        return row(row.number(), cells, fields, good.subList(0, Math.min(good.size(), MOST_NUMBERS)));
    }

    private static boolean isNew(ContactNumber one, List<ContactNumber> known) {
        return known.stream().noneMatch(other -> other.number().equals(one.number()));
    }

    private ListRow row(long at, Map<ListColumn, String> cells, Map<String, String> fields, List<ContactNumber> good) {
        return new ListRow(
                at,
                party(cells.get(ListColumn.PARTY)),
                name(cells),
                cells.get(ListColumn.COMPANY),
                cells.get(ListColumn.NOTE),
                cells.get(ListColumn.EXTERNAL_ID),
                cells.get(ListColumn.CITY),
                zone(cells.get(ListColumn.TIME_ZONE)),
                cells.containsKey(ListColumn.OWNER)
                        ? orElse(owner.apply(cells.get(ListColumn.OWNER)), options.ownerId())
                        : options.ownerId(),
                priority(cells.get(ListColumn.PRIORITY)),
                fields,
                good);
    }

    /** What is no id says nothing. */
    private static UUID party(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static UUID orElse(UUID one, UUID other) {
        return one == null ? other : one;
    }

    private static String name(Map<ListColumn, String> cells) {
        if (cells.containsKey(ListColumn.NAME)) {
            return cells.get(ListColumn.NAME);
        }
        var parts = new ArrayList<String>();
        for (ListColumn part : List.of(ListColumn.LAST_NAME, ListColumn.FIRST_NAME, ListColumn.MIDDLE_NAME)) {
            if (cells.containsKey(part)) {
                parts.add(cells.get(part));
            }
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    /** What is no zone says nothing. */
    static String zone(String text) {
        try {
            return text == null ? null : ZoneId.of(text.strip()).getId();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private int priority(String text) {
        if (text == null || !text.matches("-?\\d{1,3}")) {
            return options.priority();
        }
        return Math.max(-100, Math.min(100, Integer.parseInt(text)));
    }

    static String bounded(String text) {
        String cell = printable(text);
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL);
    }

    static String shown(String typed) {
        String text = printable(typed);
        return text.length() <= SHOWN_CELL ? text : text.substring(0, SHOWN_CELL) + "…";
    }

    /** Without the character that no database takes, as broken exports have it. */
    private static String printable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
