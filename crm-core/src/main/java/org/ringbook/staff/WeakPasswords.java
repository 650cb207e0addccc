package org.ringbook.staff;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords that whoever guesses tries first: digits alone, rows of the keyboard, what repeats itself, a word of a short list with
 * figures and signs around it, and the person's own name. Rules rather than a long list, because what people make of a word is of few kinds.
 */
final class WeakPasswords {

    private static final int DIGITS_ALONE = 12;
    private static final int LONGEST_PERIOD = 4;

    /** Rows and walks over keyboards, Latin and Russian; also backwards. */
    private static final List<String> ROWS = Stream.of(
                    "01234567890123456789",
                    "abcdefghijklmnopqrstuvwxyz",
                    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "йцукенгшщзхъфывапролджэячсмитьбю",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "q1w2e3r4t5y6u7i8o9p0",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                    "qazwsxedcrfvtgbyhnujm",
                    "zaq12wsxcde34rfvbgt56yhn",
                    "1й2ц3у4к5е6н7г8ш9щ0з",
                    "йфяцычувскамепинртгоь")
            .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
            .toList();

    /** What most people begin with; of a word "пароль" is also what a Latin keyboard makes of it. */
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwort",
            "passw",
            "pass",
            "passwd",
            "parol",
            "parole",
            "пароль",
            "пароли",
            "gfhjkm",
            "gfhjkmxbr",
            "qwerty",
            "qwert",
            "qwe",
            "qwer",
            "asdf",
            "asdfgh",
            "asd",
            "zxc",
            "zxcv",
            "zxcvbn",
            "qaz",
            "qazwsx",
            "wsx",
            "йцукен",
            "йцуке",
            "йцук",
            "йцу",
            "фыва",
            "фывап",
            "ячсм",
            "abc",
            "abcd",
            "abcde",
            "abcdef",
            "абв",
            "абвг",
            "admin",
            "root",
            "user",
            "guest",
            "test",
            "tester",
            "testing",
            "demo",
            "login",
            "logon",
            "master",
            "manager",
            "operator",
            "support",
            "service",
            "server",
            "system",
            "default",
            "temp",
            "changeme",
            "change-me",
            "change_me",
            "letmein",
            "welcome",
            "hello",
            "hi",
            "secret",
            "private",
            "access",
            "open",
            "enter",
            "start",
            "security",
            "ringbook",
            "asterisk",
            "freepbx",
            "issabel",
            "elastix",
            "pbx",
            "ats",
            "sip",
            "voip",
            "phone",
            "telephone",
            "telefon",
            "телефон",
            "атс",
            "офис",
            "office",
            "company",
            "компания",
            "фирма",
            "call",
            "calls",
            "callcenter",
            "iloveyou",
            "love",
            "lovely",
            "lyubov",
            "любовь",
            "люблю",
            "ghbdtn",
            "привет",
            "privet",
            "солнышко",
            "солнце",
            "sunshine",
            "princess",
            "dragon",
            "monkey",
            "football",
            "baseball",
            "soccer",
            "hockey",
            "superman",
            "batman",
            "pokemon",
            "starwars",
            "shadow",
            "michael",
            "jordan",
            "charlie",
            "ashley",
            "killer",
            "freedom",
            "whatever",
            "trustno",
            "computer",
            "internet",
            "windows",
            "linux",
            "samsung",
            "google",
            "facebook",
            "vkontakte",
            "yandex",
            "москва",
            "moscow",
            "moskva",
            "россия",
            "russia",
            "rossiya",
            "спартак",
            "spartak",
            "zenit",
            "зенит",
            "динамо",
            "наташа",
            "natasha",
            "саша",
            "sasha",
            "маша",
            "masha",
            "настя",
            "nastya",
            "анна",
            "anna",
            "елена",
            "elena",
            "андрей",
            "andrey",
            "алексей",
            "сергей",
            "sergey",
            "дмитрий",
            "dmitry",
            "иван",
            "ivan",
            "максим",
            "maksim",
            "summer",
            "winter",
            "spring",
            "autumn",
            "лето",
            "зима",
            "весна",
            "осень",
            "leto",
            "zima",
            "vesna",
            "osen",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
            "monday",
            "friday",
            "sunday",
            "понедельник",
            "пятница");

    private WeakPasswords() {}

    /**
     * @param login of whose password it is, may be null
     * @param name of theirs, may be null
     */
    static boolean isWeak(String password, String login, String name) {
        String typed = password.toLowerCase(Locale.ROOT);
        String core = typed.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
        return typed.chars().distinct().count() <= 2
                || core.chars().allMatch(Character::isDigit) && core.length() < DIGITS_ALONE
                || ROWS.stream().anyMatch(row -> row.contains(core))
                || repeatsItself(core)
                || Stream.of(bare(core), bare(plain(core)), plain(bare(core))).anyMatch(WeakPasswords::isGuessed)
                || isOwn(core, login)
                || isOwn(core, name);
    }

    private static boolean repeatsItself(String text) {
        for (int period = 1; period <= LONGEST_PERIOD && period * 2 <= text.length(); period++) {
            if (text.startsWith(text.substring(period))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGuessed(String word) {
        return WORDS.contains(word) || word.length() >= 4 && ROWS.stream().anyMatch(row -> row.contains(word));
    }

    /** Login or name, a part of it, without what joins the parts, or backwards; with or without figures around it. */
    private static boolean isOwn(String core, String own) {
        String word = joined(core.replaceAll("^\\d+|\\d+$", ""));
        if (own == null || word.length() < 2) {
            return false;
        }
        String small = own.toLowerCase(Locale.ROOT);
        return word.equals(joined(small))
                || new StringBuilder(word).reverse().toString().equals(joined(small))
                || Stream.of(small.split("[^\\p{L}\\p{N}]+")).anyMatch(word::equals);
    }

    private static String joined(String text) {
        return text.replaceAll("[ ._]", "");
    }

    /** Without the figures and signs around it. */
    private static String bare(String text) {
        return text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    /** As it is read: figures and signs that stand for letters. */
    private static String plain(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('€', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }
}
