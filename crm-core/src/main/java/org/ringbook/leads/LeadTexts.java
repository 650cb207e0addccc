package org.ringbook.leads;

import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.ringbook.contacts.details.PointKeys;
import org.ringbook.leads.Lead.Incoming;
import org.ringbook.numbers.PhoneNumber;

/** What came from outside, as it is kept: nobody is there to correct it, so what does not fit is cut and not refused. */
final class LeadTexts {

    static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST = 255;
    private static final int LONGEST_PAGE = 2_000;
    private static final int MARKS = 50;
    private static final Pattern GAP = Pattern.compile("[\\p{Cntrl}\\s\\p{Z}]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private LeadTexts() {}

    /** What makes two contacts one lead. */
    static String key(PhoneNumber phone, String email) {
        if (phone != null) {
            return Long.toString(phone.e164());
        }
        return email == null ? null : PointKeys.email(email);
    }

    static Incoming tidied(Incoming in) {
        String name = line(in.name());
        var marks = new LinkedHashMap<String, String>();
        if (in.marks() != null) {
            in.marks().entrySet().stream()
                    .filter(mark -> line(mark.getKey()) != null && line(mark.getValue()) != null)
                    .limit(MARKS)
                    .forEach(mark -> marks.put(line(mark.getKey()), line(mark.getValue())));
        }
        return new Incoming(
                in.channel(),
                line(in.source()),
                line(in.queue()),
                name,
                line(in.company()),
                in.phone(),
                line(in.email()),
                text(in.text(), LONGEST_TEXT),
                text(in.page(), LONGEST_PAGE),
                marks,
                in.doubtful(),
                in.callId(),
                in.answeredBy(),
                in.at());
    }

    static String text(String text, int longest) {
        String tidied = text == null
                ? ""
                : CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll(" ").strip();
        return tidied.isEmpty() ? null : tidied.substring(0, Math.min(tidied.length(), longest));
    }

    /** What is too long for its field is cut: it came from outside, and nobody is there to shorten it. */
    static String line(String text) {
        String tidied = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return tidied.isEmpty() ? null : tidied.substring(0, Math.min(tidied.length(), LONGEST));
    }
}
