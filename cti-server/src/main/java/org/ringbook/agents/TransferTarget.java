package org.ringbook.agents;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.staff.StaffMember;

/** Whom somebody means who types a name, an extension or a number. Pure. */
final class TransferTarget {

    private static final int LONGEST = 100;
    private static final int MOST_NAMED = 5;

    private TransferTarget() {}

    /**
     * What is known of people and numbers.
     *
     * @param colleagues of a person: those who have a telephone, by name
     * @param parsed a number as it is written here, in the form that is dialled
     */
    record Known(Function<StaffMember, List<StaffMember>> colleagues, Function<String, Optional<String>> parsed) {}

    /**
     * @return digits that can be dialled, with a plus or not
     * @throws Declined when it is nobody, or may be several
     */
    static String of(String typed, StaffMember who, Known known, Words words) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST) {
            throw new Declined("to_whom", words.text("transfer.to_whom"));
        }
        Optional<String> digits = TelephoneNumbers.digits(typed);
        return digits.isPresent()
                ? known.parsed().apply(typed).or(() -> digits).orElseThrow()
                : extensionOf(named(typed, known.colleagues().apply(who)), typed, words);
    }

    private static String extensionOf(List<StaffMember> named, String typed, Words words) {
        if (named.isEmpty()) {
            throw new Declined("nobody_of_that_name", words.text("transfer.nobody", typed.strip()));
        }
        if (named.size() > 1) {
            String some = named.stream()
                    .limit(MOST_NAMED)
                    .map(one ->
                            one.name() + " – " + Colleagues.firstExtension(one).orElse(""))
                    .collect(Collectors.joining(", "));
            throw new Declined("several_of_that_name", words.text("transfer.several", some));
        }
        return Colleagues.firstExtension(named.get(0)).orElseThrow();
    }

    /** All that fits, but only who has exactly that name when somebody has. */
    private static List<StaffMember> named(String typed, List<StaffMember> colleagues) {
        String wanted = plain(typed);
        List<StaffMember> exactly = colleagues.stream()
                .filter(one -> plain(one.name()).equals(wanted))
                .toList();
        return exactly.isEmpty()
                ? colleagues.stream()
                        .filter(one -> fits(wanted, plain(one.name())))
                        .toList()
                : exactly;
    }

    /** Each word that was typed begins a word of the name. */
    private static boolean fits(String wanted, String name) {
        List<String> parts = Arrays.asList(name.split("[\\s-]+"));
        return Arrays.stream(wanted.split("[\\s-]+"))
                .allMatch(word -> parts.stream().anyMatch(part -> part.startsWith(word)));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
    }
}
