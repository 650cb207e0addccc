package org.ringbook.campaigns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.NumberCell;
import org.ringbook.contacts.TableFile;
import org.ringbook.refusals.Refusal;

/**
 * A row of VICIdial's standard field set: bars between the cells, no header, one country code for all numbers of a cell, and further
 * numbers behind the last column as {@code number_code_note!number_code_note}.
 */
final class VicidialRow {

    private static final int VENDOR_CODE = 0;
    private static final int PHONE_CODE = 3;
    private static final int PHONE = 4;
    private static final int FIRST = 6;
    private static final int MIDDLE = 7;
    private static final int LAST = 8;
    private static final int CITY = 12;
    private static final int ALTERNATIVE = 19;
    private static final int COMMENTS = 22;
    private static final int FURTHER = 26;
    private static final List<String> NAMES = List.of(
            "vendor_lead_code",
            "source_id",
            "list_id",
            "phone_code",
            "phone_number",
            "title",
            "first_name",
            "middle_initial",
            "last_name",
            "address1",
            "address2",
            "address3",
            "city",
            "state",
            "province",
            "postal_code",
            "country_code",
            "gender",
            "date_of_birth",
            "alt_phone",
            "email",
            "security_phrase",
            "comments",
            "called_count",
            "status",
            "entry_date");

    private VicidialRow() {}

    static boolean looksLike(Character separator, List<String> cells) {
        return separator != null
                && separator == '|'
                && cells.size() > ALTERNATIVE
                && cells.get(PHONE).strip().matches("\\d{5,15}")
                && cells.get(PHONE_CODE).strip().matches("\\d{1,4}");
    }

    static ListRow read(TableFile.Row row, ListOptions options, NumberCell numbers) {
        List<String> cells = row.cells().stream()
                .map(String::strip)
                .map(ListReading::bounded)
                .toList();
        String code = cell(cells, PHONE_CODE);
        var good = new ArrayList<ContactNumber>();
        add(good, numbers, code, cell(cells, PHONE), null);
        add(good, numbers, code, cell(cells, ALTERNATIVE), "alt");
        for (String one : further(cells)) {
            String[] parts = one.split("_", 3);
            add(good, numbers, parts.length > 1 ? parts[1] : code, parts[0], parts.length > 2 ? parts[2] : null);
        }
        if (good.isEmpty()) {
            throw new ListReading.Unreadable(
                    "phone_number", cell(cells, PHONE), Refusal.of("campaigns.list.row-without-number"));
        }
        String name = Stream.of(cell(cells, LAST), cell(cells, FIRST), cell(cells, MIDDLE))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return new ListRow(
                row.number(),
                null,
                name.isEmpty() ? null : name,
                null,
                cell(cells, COMMENTS),
                cell(cells, VENDOR_CODE),
                cell(cells, CITY),
                null,
                options.ownerId(),
                options.priority(),
                fields(cells),
                good);
    }

    private static List<String> further(List<String> cells) {
        String last = cell(cells, FURTHER);
        return last == null ? List.of() : List.of(last.split("!"));
    }

    private static LinkedHashMap<String, String> fields(List<String> cells) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(cells.size(), NAMES.size()); i++) {
            boolean hasPlace = List.of(VENDOR_CODE, PHONE_CODE, PHONE, FIRST, MIDDLE, LAST, CITY, ALTERNATIVE, COMMENTS)
                    .contains(i);
            if (!hasPlace && !cells.get(i).isEmpty()) {
                fields.put(NAMES.get(i), cells.get(i));
            }
        }
        return fields;
    }

    private static void add(List<ContactNumber> good, NumberCell numbers, String code, String number, String note) {
        if (number == null) {
            return;
        }
        boolean whole = code == null || !code.matches("\\d{1,4}") || number.startsWith("+");
        NumberCell.Numbers read = numbers.read(whole ? number : "+" + code + number, note);
        List<ContactNumber> found =
                read.good().isEmpty() ? numbers.read(number, note).good() : read.good();
        found.stream()
                .filter(one -> good.stream().noneMatch(known -> known.number().equals(one.number())))
                .forEach(good::add);
    }

    private static String cell(List<String> cells, int at) {
        return at < cells.size() && !cells.get(at).isEmpty() ? cells.get(at) : null;
    }
}
