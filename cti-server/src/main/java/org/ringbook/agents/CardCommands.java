package org.ringbook.agents;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.control.Asking;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;

/**
 * Commands about a call, as people give them: from the card in the browser, and over an agent's session. A command that comes twice is
 * done once. Any thread; waits for the telephone system to take it or to refuse.
 */
public final class CardCommands {

    /**
     * What somebody wants.
     *
     * @param callId of the card; null for a follow-up
     * @param request that is completed or taken back; null for all else
     * @param to a colleague's name, an extension or a number, as it was typed; null where nobody else is needed
     * @param requestId what the asking side calls it: the same again is the same; may be null
     */
    public record Wish(CardCommand command, UUID callId, UUID request, String to, String requestId) {}

    /** What takes a command; throws {@link CommandRefused}. */
    interface Control {
        /** @param number digits that can be dialled; null where nobody else is needed */
        CallRequest tell(Asking asking, Wish wish, String number);
    }

    private final Control control;
    private final TransferTarget.Known known;

    CardCommands(Control control, Function<StaffMember, List<StaffMember>> colleagues, NumberPlan plan) {
        this.control = control;
        this.known =
                new TransferTarget.Known(colleagues, typed -> plan.parse(typed).map(PhoneNumber::toString));
    }

    /**
     * @param language of the words, "ru" or anything else for English
     * @return the request as the telephone system took it; how it goes is seen on the card
     * @throws Declined with a code for programs and words for the person
     */
    public CallRequest tell(StaffMember who, Entrance entrance, Wish wish, String language) {
        String number = wish.command() == CardCommand.TRANSFER || wish.command() == CardCommand.CONSULT
                ? TransferTarget.of(wish.to(), who, known, Words.in(language))
                : null;
        CallRequest request;
        try {
            request = control.tell(new Asking(who, entrance, key(wish.requestId())), wish, number);
        } catch (CallRefused refused) {
            throw new Declined(refused.code(), words(refused.notice(), language));
        } catch (CommandRefused refused) {
            throw new Declined("telephony", words(refused.notice(), language));
        }
        if (request.state() == RequestState.REFUSED) {
            throw new Declined(request.cause(), words(request.words(), language));
        }
        return request;
    }

    private static String key(String requestId) {
        return requestId != null && requestId.matches("[\\x21-\\x7e]{1,100}") ? requestId : null;
    }

    private static String words(Notice notice, String language) {
        return notice.in(Locale.forLanguageTag(language == null ? "en" : language));
    }
}
