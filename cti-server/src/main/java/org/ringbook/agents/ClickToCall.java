package org.ringbook.agents;

import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.DialRefused;

/** Dialling at a click, with the rule of whose telephone may be used. Any thread; may wait for the PBX. */
public final class ClickToCall {

    private static final int LONGEST = 20;

    private final BiFunction<String, String, UUID> dial;

    /** @param dial extension and number to the request's id, as {@code Sources.dial} */
    ClickToCall(BiFunction<String, String, UUID> dial) {
        this.dial = dial;
    }

    /**
     * What was asked of the PBX.
     *
     * @param id by which the call is found when it comes
     */
    public record Dialled(UUID id, String from, String to) {}

    /**
     * Rings the person's telephone first, then the number. Everybody, whatever their role, dials from their own
     * telephones only.
     *
     * @param from one of the person's extensions; null for their first
     * @param to as people write it: separators are dropped
     * @param language of the words, "ru" or anything else for English
     * @throws Declined with a code for programs and words for the person
     */
    public Dialled dial(StaffMember who, String from, String to, String language) {
        if (who.extensions().isEmpty()) {
            throw new Declined("no_extension", Words.in(language).text("dial.no_extension"));
        }
        String own = from == null || from.isBlank() ? who.extensions().get(0).digits() : from.strip();
        if (!Extension.isExtension(own) || !who.has(new Extension(own))) {
            String mine = String.join(
                    ", ", who.extensions().stream().map(Extension::digits).toList());
            throw new Declined("not_your_extension", Words.in(language).text("dial.not_your_extension", own, mine));
        }
        String number = digits(to);
        if (number == null) {
            throw new Declined("not_a_number", Words.in(language).text("dial.not_a_number"));
        }
        if (number.equals(own)) {
            throw new Declined("own_number", Words.in(language).text("dial.own_number", own));
        }
        try {
            return new Dialled(dial.apply(own, number), own, number);
        } catch (DialRefused refused) {
            throw new Declined(
                    "telephony", refused.notice().in(Locale.forLanguageTag(language == null ? "en" : language)));
        }
    }

    /** Digits with a leading plus or not; null for anything a telephone must not be sent, such as feature codes. */
    private static String digits(String to) {
        if (to == null || to.length() > 64) {
            return null;
        }
        String bare = to.strip().replaceAll("[\\s\\u00a0().\\-\\u2010-\\u2015]", "");
        return bare.matches("\\+?[0-9]{2," + LONGEST + "}") ? bare : null;
    }
}
