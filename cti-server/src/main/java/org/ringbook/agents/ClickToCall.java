package org.ringbook.agents;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;

/** Dialling at a click, with the rule of whose telephone may be used. Any thread; may wait for the PBX. */
public final class ClickToCall {

    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Dial dial;
    private final Dial mayDial;

    /** Begins the call, and returns the request once the telephone system has answered. Throws {@link CommandRefused}. */
    interface Dial {
        CallRequest begin(Asking asking, String telephone, String number);
    }

    /** @param mayDial asks whether a telephone that dials by itself may */
    ClickToCall(Dial dial, Dial mayDial) {
        this.dial = dial;
        this.mayDial = mayDial;
    }

    static ClickToCall over(CallControl control) {
        return new ClickToCall(
                (asking, telephone, number) -> control.settled(control.dial(asking, telephone, number), PATIENCE),
                control::mayDial);
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
     * @param asking who asks and which way: the person, or who may dial for them
     * @param from one of the person's extensions; null for their first
     * @param to as people write it: separators are dropped
     * @param language of the words, "ru" or anything else for English
     * @throws Declined with a code for programs and words for the person
     */
    public Dialled dial(Asking asking, StaffMember who, String from, String to, String language) {
        return begin(dial, asking, who, from, to, language);
    }

    /** Whether the person's own telephone may dial by itself; nothing is dialled here. As {@link #dial} otherwise. */
    public Dialled mayDial(Asking asking, StaffMember who, String from, String to, String language) {
        return begin(mayDial, asking, who, from, to, language);
    }

    private static Dialled begin(Dial how, Asking asking, StaffMember who, String from, String to, String language) {
        if (who.extensions().isEmpty()) {
            throw new Declined("no_extension", Words.in(language).text("dial.no_extension"));
        }
        String own = from == null || from.isBlank() ? who.extensions().get(0).digits() : from.strip();
        if (!Extension.isExtension(own) || !who.has(new Extension(own))) {
            String mine = String.join(
                    ", ", who.extensions().stream().map(Extension::digits).toList());
            throw new Declined("not_your_extension", Words.in(language).text("dial.not_your_extension", own, mine));
        }
        String number = TelephoneNumbers.digits(to).orElse(null);
        if (number == null) {
            throw new Declined("not_a_number", Words.in(language).text("dial.not_a_number"));
        }
        if (number.equals(own)) {
            throw new Declined("own_number", Words.in(language).text("dial.own_number", own));
        }
        try {
            CallRequest request = how.begin(asking, own, number);
            if (request.state() == RequestState.REFUSED) {
                throw new Declined("telephony", words(request.words(), language));
            }
            return new Dialled(request.id(), own, number);
        } catch (CallRefused refused) {
            throw new Declined(refused.code(), words(refused.notice(), language));
        } catch (CommandRefused refused) {
            throw new Declined("telephony", words(refused.notice(), language));
        }
    }

    private static String words(Notice note, String language) {
        return note.in(Locale.forLanguageTag(language == null ? "en" : language));
    }
}
