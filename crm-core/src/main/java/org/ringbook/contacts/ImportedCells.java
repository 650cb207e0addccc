package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.ImportedRows.RefusedCell;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.Cell;

/**
 * The cells of one row, read. What of them cannot be understood is left out and told, and the rest is taken; strictly, it refuses
 * the row.
 */
final class ImportedCells {

    private static final Pattern TEXT_FORMULA = Pattern.compile("(?s)=\"(.*)\"");
    /** A blank parts only what an address follows: else it is a remark, and is told as a whole. */
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("\\s*(?::::|[,;|\\r\\n])\\s*|\\s+(?=\\S*@)");

    private final ImportedRows rows;
    private final long row;
    private final List<String> cells;
    private final List<RefusedRow> leftOut = new ArrayList<>();

    ImportedCells(ImportedRows rows, ImportFile.Row row) {
        this.rows = rows;
        this.row = row.number();
        this.cells = row.cells();
    }

    /** @throws RefusedCell when the row cannot become a record */
    ImportedRow read() {
        Map<String, Object> ofCompany = own(FieldSubject.COMPANY);
        Map<String, Object> ofPerson = own(FieldSubject.PERSON);
        return record().with(ofPerson, ofCompany);
    }

    private Map<String, Object> own(FieldSubject subject) {
        var values = new LinkedHashMap<String, Object>();
        rows.ownPlaces().of(subject).forEach(place -> {
            String text = text(place.getKey());
            Object value = text == null
                    ? null
                    : checked(place.getKey(), text, cell -> rows.own().read(place.getValue(), cell));
            if (value != null) {
                values.putIfAbsent(place.getValue().key(), value);
            }
        });
        return values;
    }

    private ImportedRow record() {
        String name = name();
        String company =
                first(ImportColumn.COMPANY, text -> ContactRules.line("company", text, ContactRules.NAME_LENGTH));
        List<ContactNumber> numbers = numbers();
        String note = first(ImportColumn.NOTE, ContactRules::note);
        String looksAfter = first(ImportColumn.RESPONSIBLE, this::responsible);
        if (name == null && company == null) {
            throw new RefusedCell(null, null, Refused.because("name", "contacts.import.nameless"));
        }
        if (name == null) {
            Company draft = new Company(null, company, note, looksAfter, numbers);
            return tidy(() -> new ImportedRow(row, null, company, ContactRules.tidied(draft), leftOut));
        }
        Contact person = new Contact(
                null,
                name,
                null,
                first(ImportColumn.POSITION, text -> ContactRules.line("position", text, ContactRules.LINE_LENGTH)),
                addresses(),
                note,
                looksAfter,
                numbers);
        return tidy(() -> new ImportedRow(row, ContactRules.tidied(person), company, null, leftOut));
    }

    private static ImportedRow tidy(Supplier<ImportedRow> made) {
        try {
            return made.get();
        } catch (Refused refused) {
            throw new RefusedCell(null, null, refused);
        }
    }

    private String name() {
        String whole = first(ImportColumn.NAME, text -> text);
        if (whole != null) {
            return whole;
        }
        String parts = Stream.of(ImportColumn.FIRST_NAME, ImportColumn.MIDDLE_NAME, ImportColumn.LAST_NAME)
                .map(column -> first(column, text -> text))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return parts.isBlank() ? null : parts;
    }

    private List<ContactNumber> numbers() {
        List<ContactNumber> numbers = new ArrayList<>();
        for (int at : rows.places(ImportColumn.PHONE)) {
            String text = text(at);
            if (text != null) {
                NumberCell.Numbers read = rows.numberCell().read(text, ImportColumn.label(rows.header(at)));
                numbers.addAll(read.good());
                read.odd().forEach(odd -> leaveOut(at, odd.text(), odd.why()));
            }
        }
        String extension = first(ImportColumn.EXTENSION, ContactRules::extension);
        if (extension != null && !numbers.isEmpty() && numbers.get(0).extension() == null) {
            ContactNumber first = numbers.get(0);
            numbers.set(0, new ContactNumber(first.number(), extension, first.label()));
        }
        return numbers;
    }

    /** All of them, with commas between; null when there is none. */
    private String addresses() {
        Set<String> good = new LinkedHashSet<>();
        for (int at : rows.places(ImportColumn.EMAIL)) {
            String text = text(at);
            for (String one : text == null ? new String[0] : BETWEEN_ADDRESSES.split(text)) {
                String address = one.isBlank() ? null : checked(at, one, ContactRules::email);
                if (address != null) {
                    good.add(address);
                }
            }
        }
        return good.isEmpty() ? null : String.join(", ", good);
    }

    private String responsible(String text) {
        String extension = Extension.isExtension(text)
                ? text
                : rows.options().responsible().apply(text);
        if (extension == null) {
            throw Refused.because("responsible", "contacts.import.responsible", ImportedRows.shortened(text));
        }
        return extension;
    }

    /** Of the columns that may hold it, the first in which something stands. */
    private <T> T first(ImportColumn column, Function<String, T> reader) {
        for (int at : rows.places(column)) {
            String text = text(at);
            T value = text == null ? null : checked(at, text, reader);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private <T> T checked(int at, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (Refused refused) {
            leaveOut(at, text, refused.refusal());
            return null;
        }
    }

    private void leaveOut(int at, String value, Refusal why) {
        String column = rows.header(at);
        String shown = ImportedRows.shortened(value);
        if (rows.options().strict()) {
            throw new RefusedCell(column, shown, Refused.because("file", why));
        }
        leftOut.add(new RefusedRow(row, column, shown, why));
    }

    /** @return null for an empty cell */
    private String text(int at) {
        String text = at < cells.size() ? plain(cells.get(at)) : "";
        if (Mojibake.is(text)) {
            // The other cells are broken in the same way, whether it shows or not.
            throw new RefusedCell(
                    rows.header(at), ImportedRows.shortened(text), Refused.because("file", "contacts.import.mojibake"));
        }
        return text.isBlank() ? null : text;
    }

    /** Without what spreadsheets, and our own export, put around text that looks like a formula. */
    private static String plain(String cell) {
        String text = TEXT_FORMULA.matcher(cell.strip()).replaceFirst("$1");
        return Cell.asWritten(text).strip();
    }
}
