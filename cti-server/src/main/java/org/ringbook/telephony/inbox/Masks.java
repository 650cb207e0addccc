package org.ringbook.telephony.inbox;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.numbers.NumberPlan;

/**
 * Hides numbers and names in texts, the same ones in the same way: a call that is told with masked numbers is the same call.
 * A number keeps its length and its beginning (country, and city or operator) and gets other last seven digits, which are a
 * number again; it gets the same ones in every form that it is written in. Extensions stay. Nobody can count back, because
 * the key is thrown away. For one file and one thread.
 */
public final class Masks {

    /** What stands in the place of a secret. */
    public static final String SECRET = "***";

    /** Not a part of an id, of a channel's counter, of a stamp, or of an address in the network. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z.\\-])\\d{7,15}(?![0-9A-Za-z]|\\.\\d|-[0-9a-f]{4}-)");

    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?i)\\b(password|passwd|passphrase|secret|token|api[_-]?key|authorization|pin)\\b([\"']?\\s*[=:]\\s*)[^\\s,;&)]+");

    private static final int HIDDEN = 7;
    private static final int TRIES = 200;

    private final boolean people;
    private final NumberPlan plan;
    private final Mac mac;
    private final Map<String, String> endings = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private List<String> longestFirst = List.of();

    private Masks(boolean people, NumberPlan plan) {
        this.people = people;
        this.plan = plan;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Hides secrets alone. */
    public static Masks ofSecrets(NumberPlan plan) {
        return new Masks(false, plan);
    }

    /** Hides secrets, numbers and names. */
    public static Masks ofPeople(NumberPlan plan) {
        return new Masks(true, plan);
    }

    /** Whether numbers and names are hidden too. */
    public boolean people() {
        return people;
    }

    /** Learns names that are to be hidden wherever prose is. What has no letters, or is an address, is nobody's name. */
    public void learn(Collection<String> found) {
        for (String name : found) {
            if (people && isName(name)) {
                names.computeIfAbsent(name, each -> "Name " + (names.size() + 1));
            }
        }
        // A short one would be found within other words.
        longestFirst = names.keySet().stream()
                .filter(name -> name.length() > 3)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static boolean isName(String text) {
        return text.codePoints().anyMatch(Character::isLetter) && text.indexOf('/') < 0;
    }

    /** A text that is a name and no more. */
    public String name(String text) {
        if (!people || !isName(text)) {
            return text(text);
        }
        learn(List.of(text));
        return names.get(text);
    }

    /** A text in which words of the source stand that must stay: secrets in it always, numbers by choice. */
    public String text(String text) {
        String open = SECRET_VALUE.matcher(text).replaceAll("$1$2" + Matcher.quoteReplacement(SECRET));
        return people ? NUMBER.matcher(open).replaceAll(found -> number(found.group())) : open;
    }

    /** Any other text: names in it, too. */
    public String prose(String text) {
        String open = text;
        for (String name : longestFirst) {
            open = open.replace(name, names.get(name));
        }
        return text(open);
    }

    private String number(String digits) {
        int from = digits.length() - HIDDEN;
        return digits.substring(0, from) + ending(digits.substring(from), digits);
    }

    private String ending(String last, String whole) {
        String known = endings.get(last);
        if (known == null) {
            List<String> free = candidates(last).stream()
                    .filter(one -> !used.contains(one) && !one.equals(last))
                    .toList();
            known = free.stream()
                    .filter(one -> means(whole, one))
                    .findFirst()
                    // Hidden it is in any case.
                    .orElse(free.get(0));
            used.add(known);
            endings.put(last, known);
        }
        return known;
    }

    /** What was a number stays one, and what was none stays none. */
    private boolean means(String whole, String other) {
        String masked = whole.substring(0, whole.length() - HIDDEN) + other;
        return plan.parse(whole).isPresent() == plan.parse(masked).isPresent()
                && plan.parse("+" + whole).isPresent()
                        == plan.parse("+" + masked).isPresent();
    }

    private List<String> candidates(String last) {
        var candidates = new ArrayList<String>();
        for (int i = 0; i < TRIES; i++) {
            byte[] hash = mac.doFinal((last + " " + i).getBytes(StandardCharsets.US_ASCII));
            var digits = new StringBuilder();
            for (int at = 0; at < HIDDEN; at++) {
                digits.append((hash[at] & 0xFF) % 10);
            }
            candidates.add(digits.toString());
        }
        return candidates;
    }
}
