package org.ringbook.contacts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ringbook.fields.Field;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;

/** From cells to records, after the first row has named the columns. */
final class ImportedRows {

    private static final int MOST_COLUMNS = 300;

    private final List<String> headers;
    private final Map<ImportColumn, List<Integer>> columns = new EnumMap<>(ImportColumn.class);
    private final List<String> ignored = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final Map<String, String> chosen = new HashMap<>();
    private final NumberCell numberCell;
    private final ContactImport.Options options;
    private final ImportFields own;
    private final ImportFields.Places ownPlaces = new ImportFields.Places();

    /**
     * @param remembered what columns of these names were chosen to hold, by {@link ColumnChoices#key}
     * @throws Refused when there are too many columns
     */
    ImportedRows(
            List<String> headers,
            NumberPlan plan,
            ContactImport.Options options,
            Map<String, String> remembered,
            ImportFields own) {
        this.headers = headers;
        this.own = own;
        this.numberCell = new NumberCell(plan);
        this.options = options;
        options.columns().forEach((header, field) -> chosen.put(ColumnChoices.key(header), field));
        if (headers.size() > MOST_COLUMNS) {
            throw Refused.because("file", "contacts.import.columns", MOST_COLUMNS);
        }
        for (int i = 0; i < headers.size(); i++) {
            String key = ColumnChoices.key(headers.get(i));
            String choice = chosen.getOrDefault(key, remembered.get(key));
            Optional<Field> field = choice == null ? own.ofHeader(headers.get(i)) : own.ofColumn(choice);
            if (field.isPresent()) {
                ownPlaces.add(i, field.get());
                fields.add(ImportFields.column(field.get()));
                continue;
            }
            ImportColumn column = choice == null
                    ? ImportColumn.of(headers.get(i)).orElse(null)
                    : ImportColumn.ofField(choice).orElse(null);
            if (column == null) {
                ignore(headers.get(i));
            } else {
                columns.computeIfAbsent(column, another -> new ArrayList<>()).add(i);
            }
            fields.add(column == null ? "" : column.field());
        }
    }

    /** @throws Refused when the row names no column with names of people or companies */
    void refuseNameless() {
        if (Stream.of(ImportColumn.NAME, ImportColumn.FIRST_NAME, ImportColumn.LAST_NAME, ImportColumn.COMPANY)
                .noneMatch(columns::containsKey)) {
            throw Refused.because("file", "contacts.import.header", shortened(String.join(" | ", headers)));
        }
    }

    /** What each column holds; nothing for one that is left out. */
    List<ImportRun.Column> columns() {
        var all = new ArrayList<ImportRun.Column>();
        for (int i = 0; i < headers.size(); i++) {
            all.add(new ImportRun.Column(shortened(headers.get(i).strip()), fields.get(i), ""));
        }
        return all;
    }

    /** What was chosen for columns of this file, by {@link ColumnChoices#key}. */
    Map<String, String> chosen() {
        Map<String, String> ofThisFile = new HashMap<>(chosen);
        ofThisFile.keySet().retainAll(headers.stream().map(ColumnChoices::key).toList());
        return ofThisFile;
    }

    List<String> ignored() {
        return ignored;
    }

    NumberCell numberCell() {
        return numberCell;
    }

    ContactImport.Options options() {
        return options;
    }

    /** The places of the columns that hold this, from left to right. */
    List<Integer> places(ImportColumn column) {
        return columns.getOrDefault(column, List.of());
    }

    ImportFields own() {
        return own;
    }

    ImportFields.Places ownPlaces() {
        return ownPlaces;
    }

    String header(int at) {
        return headers.get(at).strip();
    }

    /** @throws RefusedCell when the row cannot become a record */
    ImportedRow read(ImportFile.Row row) {
        if (row.cells() == null) {
            throw new RefusedCell(null, null, Refused.because("file", "contacts.import.quote"));
        }
        return new ImportedCells(this, row).read();
    }

    static String shortened(String text) {
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
