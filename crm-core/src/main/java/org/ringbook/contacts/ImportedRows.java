package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.Cell;

/** From cells to records, after the first row has named the columns. */
final class ImportedRows {

    private static final int MOST_COLUMNS = 300;
    private static final Pattern TEXT_FORMULA = Pattern.compile("(?s)=\"(.*)\"");

    private final List<String> headers;
    private final Map<ImportColumn, List<Integer>> columns = new EnumMap<>(ImportColumn.class);
    private final List<String> ignored = new ArrayList<>();
    private final NumberCell numberCell;
    private final Function<String, String> responsible;

    /** @throws Refused when the row names no column with names of people or companies */
    ImportedRows(List<String> headers, NumberPlan plan, Function<String, String> responsible) {
        this.headers = headers;
        this.numberCell = new NumberCell(plan);
        this.responsible = responsible;
        if (headers.size() > MOST_COLUMNS) {
            throw Refused.because("file", "contacts.import.columns", MOST_COLUMNS);
        }
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            int at = i;
            ImportColumn.of(header)
                    .ifPresentOrElse(
                            column -> columns.computeIfAbsent(column, c -> new ArrayList<>())
                                    .add(at),
                            () -> ignore(header));
        }
        if (Stream.of(ImportColumn.NAME, ImportColumn.FIRST_NAME, ImportColumn.LAST_NAME, ImportColumn.COMPANY)
                .noneMatch(columns::containsKey)) {
            throw Refused.because("file", "contacts.import.header", shortened(String.join(" | ", headers)));
        }
    }

    List<String> ignored() {
        return ignored;
    }

    /** @throws RefusedCell when the row cannot become a record */
    ImportedRow read(CsvRows.Row row) {
        List<String> cells = row.cells();
        if (cells == null) {
            throw new RefusedCell(null, null, Refused.because("file", "contacts.import.quote"));
        }
        String name = name(cells);
        String company = checked(
                cells, ImportColumn.COMPANY, text -> ContactRules.line("company", text, ContactRules.NAME_LENGTH));
        List<ContactNumber> numbers = numbers(cells);
        String note = checked(cells, ImportColumn.NOTE, ContactRules::note);
        String looksAfter = checked(cells, ImportColumn.RESPONSIBLE, this::responsible);
        if (name == null && company == null) {
            throw new RefusedCell(null, null, Refused.because("name", "contacts.import.nameless"));
        }
        if (name == null) {
            Company draft = new Company(null, company, note, looksAfter, numbers);
            return tidy(() -> new ImportedRow(row.number(), null, company, ContactRules.tidied(draft)));
        }
        Contact person = new Contact(
                null,
                name,
                null,
                checked(
                        cells,
                        ImportColumn.POSITION,
                        text -> ContactRules.line("position", text, ContactRules.LINE_LENGTH)),
                checked(cells, ImportColumn.EMAIL, ContactRules::email),
                note,
                looksAfter,
                numbers);
        return tidy(() -> new ImportedRow(row.number(), ContactRules.tidied(person), company, null));
    }

    private static ImportedRow tidy(java.util.function.Supplier<ImportedRow> record) {
        try {
            return record.get();
        } catch (Refused refused) {
            throw new RefusedCell(null, null, refused);
        }
    }

    private String name(List<String> cells) {
        String whole = checked(cells, ImportColumn.NAME, text -> text);
        if (whole != null) {
            return whole;
        }
        String parts = Stream.of(ImportColumn.FIRST_NAME, ImportColumn.MIDDLE_NAME, ImportColumn.LAST_NAME)
                .map(column -> checked(cells, column, text -> text))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return parts.isBlank() ? null : parts;
    }

    private List<ContactNumber> numbers(List<String> cells) {
        List<ContactNumber> numbers = new ArrayList<>();
        for (int at : columns.getOrDefault(ImportColumn.PHONE, List.of())) {
            String label = ImportColumn.label(headers.get(at));
            List<ContactNumber> some = checked(cells, at, text -> numberCell.read(text, label));
            numbers.addAll(some == null ? List.of() : some);
        }
        String extension = checked(cells, ImportColumn.EXTENSION, text -> ContactRules.extension(text));
        if (extension != null && !numbers.isEmpty() && numbers.get(0).extension() == null) {
            ContactNumber first = numbers.get(0);
            numbers.set(0, new ContactNumber(first.number(), extension, first.label()));
        }
        return numbers;
    }

    private String responsible(String text) {
        String extension = Extension.isExtension(text) ? text : responsible.apply(text);
        if (extension == null) {
            throw Refused.because("responsible", "contacts.import.responsible", shortened(text));
        }
        return extension;
    }

    private <T> T checked(List<String> cells, ImportColumn column, Function<String, T> reader) {
        for (int at : columns.getOrDefault(column, List.of())) {
            T value = checked(cells, at, reader);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private <T> T checked(List<String> cells, int at, Function<String, T> reader) {
        String text = at < cells.size() ? plain(cells.get(at)) : "";
        if (text.isBlank()) {
            return null;
        }
        try {
            if (Mojibake.is(text)) {
                throw Refused.because("file", "contacts.import.mojibake");
            }
            return reader.apply(text);
        } catch (Refused refused) {
            throw new RefusedCell(headers.get(at).strip(), shortened(text), refused);
        }
    }

    /** Without what spreadsheets, and our own export, put around text that looks like a formula. */
    private static String plain(String cell) {
        String text = TEXT_FORMULA.matcher(cell.strip()).replaceFirst("$1");
        return Cell.asWritten(text).strip();
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private void ignore(String header) {
        if (!header.isBlank()) {
            ignored.add(shortened(header.strip()));
        }
    }

    /** A row that is refused, and the cell that is at fault. */
    static final class RefusedCell extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final String column;
        final String value;
        final transient Refused why;

        RefusedCell(String column, String value, Refused why) {
            super(why.getMessage(), null, false, false);
            this.column = column;
            this.value = value;
            this.why = why;
        }
    }
}
