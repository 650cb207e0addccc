package org.ringbook.numbers;

import java.util.Locale;
import java.util.Set;

/** The names under which telephone exchanges hide a number, or say that they have none. */
final class WithheldNames {

    private static final int LONGEST = 40;

    /** Lower case, letters only. */
    private static final Set<String> NAMES = Set.of(
            // what PBXs and carriers put in the place of the number
            "anonymous",
            "anonymousinvalid",
            "anonymouscaller",
            "unknown",
            "unknownnumber",
            "unknowncaller",
            "callerunknown",
            "private",
            "privatenumber",
            "privatecaller",
            "withheld",
            "numberwithheld",
            "withheldnumber",
            "restricted",
            "restrictednumber",
            "unavailable",
            "notavailable",
            "numberunavailable",
            "na",
            "asterisk",
            "s",
            "blocked",
            "blockednumber",
            "hidden",
            "hiddennumber",
            "noname",
            "nonumber",
            "nocallerid",
            "nocli",
            "no",
            "none",
            "null",
            "nil",
            "undefined",
            "empty",
            "outofarea",
            "payphone",
            "coinlinepayphone",
            "international",
            "clir",
            "prohib",
            "prohibnotscreened",
            "prohibpassedscreen",
            "prohibfailedscreen",
            "presentationrestricted",
            "presentationprohibited",
            "interactionwithotherservice",
            // the same in Russian
            "аноним",
            "анонимный",
            "анонимно",
            "анонимныйзвонок",
            "анонимныйабонент",
            "скрыт",
            "скрытый",
            "скрытыйномер",
            "номерскрыт",
            "скрыто",
            "неизвестен",
            "неизвестно",
            "неизвестный",
            "неизвестныйномер",
            "номернеизвестен",
            "неопределен",
            "номернеопределен",
            "неопределенный",
            "неопределенныйномер",
            "неопределился",
            "номернеопределился",
            "недоступен",
            "номернедоступен",
            "нет",
            "отсутствует",
            "нетномера",
            "безномера",
            "антиаон",
            "частныйномер");

    private WithheldNames() {}

    static boolean has(String text) {
        StringBuilder letters = new StringBuilder(LONGEST);
        boolean onlyZeros = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                letters.append(c == 'ё' || c == 'Ё' ? 'е' : c);
            }
            boolean digit = c >= '0' && c <= '9';
            if (digit && c != '0' || letters.length() > LONGEST) {
                return false;
            }
            onlyZeros &= !Character.isLetter(c) && (digit || " +-()\t".indexOf(c) >= 0 || Character.isSpaceChar(c));
        }
        return onlyZeros || NAMES.contains(letters.toString().toLowerCase(Locale.ROOT));
    }
}
