package org.ringbook.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.ringbook.refusals.Refused;

/**
 * Money as it is written in Russian and English files: 1 234 567,89 – 1,234,567.89 – 1.234.567,89 – 150000 ₽ – $1,200.50. Money has at most two
 * decimals, so that three digits behind the only sign are thousands. Pure.
 *
 * @param currency ISO 4217; null when none stands beside it
 */
record WrittenAmount(BigDecimal amount, String currency) {

    private static final Map<String, String> CURRENCIES = currencies();
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}'’]+");
    private static final Pattern POINTED = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d{1,2})?|\\d{1,13}(\\.\\d{1,2})?");
    private static final Pattern WITH_COMMA = Pattern.compile("\\d{1,3}(\\.\\d{3})+(,\\d{1,2})?|\\d{1,13}(,\\d{1,2})?");
    private static final Pattern EXACT = Pattern.compile("\\d{1,13}(\\.\\d{1,20})?");
    /** What a workbook reckons with is not exact further behind. */
    private static final BigDecimal NOISE = new BigDecimal("0.000001");

    private static Map<String, String> currencies() {
        var all = new LinkedHashMap<String, String>();
        all.put("рублей", "RUB");
        all.put("руб.", "RUB");
        all.put("руб", "RUB");
        all.put("rub", "RUB");
        all.put("р.", "RUB");
        all.put("₽", "RUB");
        all.put("usd", "USD");
        all.put("$", "USD");
        all.put("eur", "EUR");
        all.put("€", "EUR");
        all.put("cny", "CNY");
        all.put("kzt", "KZT");
        all.put("byn", "BYN");
        return all;
    }

    /**
     * @param exact whether it is a number of a workbook, whose point parts decimals
     * @throws Refused when it is no amount, or has more than two decimals
     */
    static WrittenAmount read(String text, boolean exact) {
        String plain = BLANKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        String currency = null;
        for (Map.Entry<String, String> one : CURRENCIES.entrySet()) {
            String sign = one.getKey();
            if (plain.startsWith(sign) || plain.endsWith(sign)) {
                plain = plain.startsWith(sign)
                        ? plain.substring(sign.length())
                        : plain.substring(0, plain.length() - sign.length());
                currency = one.getValue();
                break;
            }
        }
        return new WrittenAmount(number(plain, text, exact), currency);
    }

    private static BigDecimal number(String plain, String text, boolean exact) {
        if (exact && EXACT.matcher(plain).matches()) {
            BigDecimal number = new BigDecimal(plain);
            BigDecimal money = number.setScale(2, RoundingMode.HALF_UP);
            if (money.subtract(number).abs().compareTo(NOISE) < 0) {
                return money;
            }
            throw Refused.because("amount", "imports.amount", FileTexts.shown(text));
        }
        if (POINTED.matcher(plain).matches()) {
            return new BigDecimal(plain.replace(",", ""));
        }
        if (WITH_COMMA.matcher(plain).matches()) {
            return new BigDecimal(plain.replace(".", "").replace(',', '.'));
        }
        throw Refused.because("amount", "imports.amount", FileTexts.shown(text));
    }

    /** @throws Refused when it is none that is known by its sign, nor three letters */
    static String currency(String text) {
        String plain = text.strip();
        String known = CURRENCIES.get(plain.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (!plain.matches("[A-Za-z]{3}")) {
            throw Refused.because("currency", "imports.currency", FileTexts.shown(text));
        }
        return plain.toUpperCase(Locale.ROOT);
    }
}
