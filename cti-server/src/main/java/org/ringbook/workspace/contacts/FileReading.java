package org.ringbook.workspace.contacts;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ImportRun;
import org.ringbook.staff.Staff;

/**
 * How a file is to be read, as chosen on the page.
 *
 * @param encoding one of {@link #ENCODINGS}; anything else to find it out
 * @param separator a key of {@link #SEPARATORS}; anything else to find it out
 */
record FileReading(String encoding, String separator) {

    static final List<String> ENCODINGS = List.of("UTF-8", "windows-1251", "KOI8-R", "IBM866", "UTF-16LE", "UTF-16BE");
    static final Map<String, String> SEPARATORS = Map.of("semicolon", ";", "comma", ",", "tab", "\t", "bar", "|");

    static FileReading of(ImportRun.Status status) {
        String separator = SEPARATORS.entrySet().stream()
                .filter(one -> one.getValue().equals(status.separator()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        return new FileReading(status.encoding(), separator);
    }

    ContactImport.Options options(Staff staff) {
        String sign = separator == null ? null : SEPARATORS.get(separator);
        return new ContactImport.Options(
                ENCODINGS.contains(String.valueOf(encoding)) ? Charset.forName(encoding) : null,
                sign == null ? null : sign.charAt(0),
                staff::extensionOf);
    }
}
