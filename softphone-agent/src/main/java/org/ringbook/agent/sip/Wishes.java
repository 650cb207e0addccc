package org.ringbook.agent.sip;

import java.time.Duration;
import java.util.ListIterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;

/** What a PBX asks of a telephone in headers that every maker writes in another way. */
final class Wishes {

    private static final Pattern ANSWER_AFTER = Pattern.compile("(?i)answer-after\\s*=\\s*\"?([0-9]{1,3})");
    private static final Pattern DELAY = Pattern.compile("(?i)delay\\s*=\\s*\"?([0-9]{1,3})");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?is)(?:SIP\\s*;.*cause\\s*=\\s*200\\b.*)|(?:Q\\.850\\s*;.*cause\\s*=\\s*26\\b.*)|(?:.*completed elsewhere.*)");

    private Wishes() {}

    /** After how long the call is to be answered by itself; null when it is not. */
    static Duration answerAfter(Request invite) {
        Matcher after = ANSWER_AFTER.matcher(all(invite, "Call-Info"));
        if (after.find()) {
            return Duration.ofSeconds(Integer.parseInt(after.group(1)));
        }
        String alert = all(invite, "Alert-Info").toLowerCase(Locale.ROOT);
        if (alert.contains("alert-autoanswer") || alert.contains("ring answer") || alert.contains("auto answer")) {
            Matcher delay = DELAY.matcher(alert);
            return delay.find() ? Duration.ofSeconds(Integer.parseInt(delay.group(1))) : Duration.ZERO;
        }
        return all(invite, "Answer-Mode").toLowerCase(Locale.ROOT).startsWith("auto") ? Duration.ZERO : null;
    }

    /** Whether a call that is taken back from us was answered by another telephone. */
    static boolean answeredElsewhere(Message message) {
        return all(message, "Reason")
                .lines()
                .anyMatch(reason -> ELSEWHERE.matcher(reason).matches());
    }

    static boolean requires(Message message, String option) {
        return lists(message, "Require", option);
    }

    static boolean supports(Message message, String option) {
        return lists(message, "Supported", option) || lists(message, "k", option) || requires(message, option);
    }

    static boolean allows(Message message, String method) {
        return lists(message, "Allow", method);
    }

    private static boolean lists(Message message, String header, String word) {
        for (String part : all(message, header).split("[,\\s]+")) {
            if (part.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    /** The values of all headers of a name, one a line. */
    static String all(Message message, String name) {
        StringBuilder text = new StringBuilder();
        for (ListIterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
            text.append(Identity.value((Header) headers.next())).append('\n');
        }
        return text.toString().stripTrailing();
    }
}
