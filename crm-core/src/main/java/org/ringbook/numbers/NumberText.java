package org.ringbook.numbers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a written number: what is around it is taken off, digits of all scripts are made plain.
 *
 * @param body what should be the number itself
 * @param extension digits to dial after the answer; null when none
 */
record NumberText(String body, String extension) {

    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:sips?|tel|callto|phone):/{0,2}");
    private static final Pattern LABEL = Pattern.compile(
            "(?iu)^(?:мобильный|мобил|моб|рабочий|раб|домашний|дом|сотовый|сот"
                    + "|городской|гор|телефон|тел|факс|т|м|р|д|mobile|mob|office|work|home|phone|tel|cell|fax|t|m)\\s*[.:]*\\s*(?=[+(0-9])");
    private static final Pattern EXTENSION = Pattern.compile("(?iu)[\\s,;(]*(?:добавочный|добав|доб|внутренний|внутр|вн"
            + "|extension|extn|ext|x|#|\\*|,|;ext=)[\\s.:=,#№]*([0-9][0-9*#]{0,5})\\s*\\)?$");
    /** What stands behind a number in an address, in the words of RFC 3966 and of SIP: {@code ;phone-context=+7}. */
    private static final Pattern PARAMETERS = Pattern.compile("(?i)\\s*;\\s*[a-z][a-z0-9-]*\\s*(?:=|;|$).*$");

    private static final Pattern CONTEXT = Pattern.compile("(?i);\\s*phone-context\\s*=\\s*(\\+[0-9]{1,3})(?![0-9])");
    /** What spreadsheets and programs put around a text. */
    private static final Pattern QUOTES =
            Pattern.compile("^[=\\s]*[\"'`\u2018\u2019\u201c\u201d\u00ab]+|[\"'`\u2018\u2019\u201c\u201d\u00bb]+\\s*$");
    /** Before these marks stands a whole number: "#" and "*" also begin service codes. */
    private static final int FEWEST_DIGITS_BEFORE = 5;

    static NumberText of(String text) {
        if (isBareNumber(text)) {
            return new NumberText(text.strip(), null);
        }
        String plain = plain(bare(text)).strip();
        plain = LABEL.matcher(plain).replaceFirst("");
        Matcher extension = EXTENSION.matcher(plain);
        if (extension.find() && digitsIn(plain.substring(0, extension.start())) >= FEWEST_DIGITS_BEFORE) {
            return new NumberText(plain.substring(0, extension.start()), extension.group(1));
        }
        return new NumberText(plain, null);
    }

    /** Nothing around it, and nothing in it but digits and what people put between them. */
    private static boolean isBareNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789 +()-".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Without the display name, scheme, host and parameters of an address or a link. */
    private static String bare(String text) {
        String address = QUOTES.matcher(text.strip()).replaceAll("").strip();
        int open = address.lastIndexOf('<');
        int close = address.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            address = address.substring(open + 1, close).strip();
        }
        Matcher scheme = SCHEME.matcher(address);
        boolean link = scheme.find();
        if (link) {
            address = percentDecoded(address.substring(scheme.end()));
        }
        int host = address.indexOf('@');
        link |= host >= 0;
        address = host >= 0 ? address.substring(0, host) : address;
        if (link && address.indexOf('?') >= 0) {
            address = address.substring(0, address.indexOf('?'));
        }
        return withoutParameters(address);
    }

    private static String withoutParameters(String address) {
        if (address.indexOf(';') < 0) {
            return address;
        }
        Matcher extension = Pattern.compile("(?i);ext=([0-9]{1,12})").matcher(address);
        String dialled = extension.find() ? ";ext=" + extension.group(1) : "";
        Matcher context = CONTEXT.matcher(address);
        String number = PARAMETERS.matcher(address).replaceFirst("");
        boolean local = !number.stripLeading().startsWith("+") && context.find();
        return (local ? context.group(1) + number : number) + dialled;
    }

    private static String percentDecoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high >= 0 && low >= 0) {
                    c = (char) (high << 4 | low);
                    i += 2;
                }
            }
            decoded.append(c);
        }
        return decoded.toString();
    }

    /** Plain digits and spaces; without marks of writing direction, which come along when a number is copied. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                plain.append(' ');
            } else if (c == '\uFF0B') {
                plain.append('+');
            } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212') {
                plain.append('-');
            } else if (Character.getType(c) != Character.FORMAT) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int digitsIn(String text) {
        return (int) text.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
