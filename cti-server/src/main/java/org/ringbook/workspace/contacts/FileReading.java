package org.ringbook.workspace.contacts;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ImportRun;
import org.ringbook.contacts.LikelyRows;
import org.ringbook.staff.Staff;

/**
 * How a file is to be read, as chosen on the page.
 *
 * @param encoding one of {@link #ENCODINGS}; anything else to find it out
 * @param separator a key of {@link #SEPARATORS}; anything else to find it out
 * @param strict true to refuse a row of which anything cannot be understood
 * @param likely what becomes of who is likely known; null to add them
 * @param field what each column of the file holds, from left to right; nothing for one that is left out
 */
record FileReading(String encoding, String separator, Boolean strict, LikelyRows likely, List<String> field) {

    static final List<String> ENCODINGS = List.of("UTF-8", "windows-1251", "KOI8-R", "IBM866", "UTF-16LE", "UTF-16BE");
    static final Map<String, String> SEPARATORS = Map.of("semicolon", ";", "comma", ",", "tab", "\t", "bar", "|");

    /** @param columns of the file, as it was read before */
    ContactImport.Options options(Staff staff, List<ImportRun.Column> columns) {
        var chosen = new HashMap<String, String>();
        for (int i = 0; field != null && i < Math.min(field.size(), columns.size()); i++) {
            String one = field.get(i) == null ? "" : field.get(i);
            // What was found out stays so, and is not taken for somebody's choice.
            if (!one.equals(columns.get(i).field())) {
                chosen.put(columns.get(i).header(), one);
            }
        }
        return options(staff).with(chosen);
    }

    private ContactImport.Options options(Staff staff) {
        String sign = separator == null ? null : SEPARATORS.get(separator);
        return new ContactImport.Options(
                ENCODINGS.contains(String.valueOf(encoding)) ? Charset.forName(encoding) : null,
                sign == null ? null : sign.charAt(0),
                staff::extensionOf,
                Boolean.TRUE.equals(strict),
                likely == null ? LikelyRows.ADD : likely,
                Map.of());
    }
}
