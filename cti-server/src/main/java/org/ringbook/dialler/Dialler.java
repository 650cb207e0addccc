package org.ringbook.dialler;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.Entry;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.control.RequestState;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.springframework.stereotype.Component;

/** Calls somebody of a list: the agent's telephone rings first, then theirs. Any thread; waits for the telephone system. */
@Component
public class Dialler {

    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final AgentWork work;
    private final CallControl control;
    private final Calls calls;

    Dialler(AgentWork work, CallControl control, Calls calls) {
        this.work = work;
        this.control = control;
        this.calls = calls;
    }

    /** Nobody was called, and the words say why. */
    public static final class NotDialled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final transient Notice notice;

        NotDialled(String code, Notice notice) {
            super(notice.text());
            this.code = code;
            this.notice = notice;
        }

        /** For programs. */
        public String code() {
            return code;
        }

        public Notice notice() {
            return notice;
        }
    }

    /** The call that somebody has with a person outside, which goes before every list; null for none. */
    public Call callOf(StaffMember who) {
        return calls.current().stream()
                .filter(call -> call.direction() != Call.Direction.INTERNAL)
                .filter(call -> isOf(call, who))
                .findFirst()
                .orElse(null);
    }

    /** Whether they speak with anybody or their telephone rings, colleagues too: then none of theirs is rung for a list. */
    boolean isInACall(StaffMember who) {
        return calls.current().stream().anyMatch(call -> isOf(call, who));
    }

    private boolean isOf(Call call, StaffMember who) {
        return calls.liveLegs(call.id()).stream()
                .anyMatch(leg -> !leg.outside() && who.has(leg.party()) && (leg.talks() || leg.rings()));
    }

    /**
     * The attempt is written first, then the telephone system is told; whatever dies between, the log settles it.
     *
     * @param number id of one of the entry's numbers; null for the one that is next
     * @throws Refused if it is not before them, the gate does not allow it, or they have a call
     * @throws NotDialled if call control or the telephone system refused it; the attempt stays, as one that was not placed
     */
    public Attempt dial(UUID entry, UUID number, StaffMember who) {
        if (who.extensions().isEmpty()) {
            throw Refused.because("telephone", "campaigns.no-telephone", who.name());
        }
        if (isInACall(who)) {
            throw Refused.because("telephone", "campaigns.has-a-call");
        }
        if (isOnTheLine(entry)) {
            throw Refused.because("number", "campaigns.is-called");
        }
        String telephone = who.extensions().get(0).digits();
        Attempt attempt = work.prepare(entry, number, telephone, who);
        return placed(attempt, () -> {
            var asking = new Asking(who, Entrance.CAMPAIGN, "attempt-" + attempt.id());
            return control.dial(
                    attempt.id(), asking, telephone, attempt.number().toString());
        });
    }

    /**
     * The same for a line that is dialled ahead: whoever is called is called first. The entry is leased to nobody.
     *
     * @param by who answers for it that lines are dialled ahead
     * @param message sound for whoever finds nobody; null for none
     */
    Attempt dialAhead(UUID entry, UUID number, String source, String message, StaffMember by) {
        if (isOnTheLine(entry)) {
            throw Refused.because("number", "campaigns.is-called");
        }
        Attempt attempt = work.prepareAhead(entry, number);
        return placed(attempt, () -> {
            var asking = new Asking(by, Entrance.CAMPAIGN, "attempt-" + attempt.id());
            return control.dialOutside(
                    attempt.id(), asking, source, attempt.number().toString(), message);
        });
    }

    private Attempt placed(Attempt attempt, Supplier<CallRequest> telling) {
        try {
            CallRequest request = control.settled(telling.get(), PATIENCE);
            if (request.state() == RequestState.REFUSED) {
                throw refused(attempt, request.cause(), request.words());
            }
            work.placed(attempt.id(), request.id());
            return work.attempt(attempt.id()).orElse(attempt);
        } catch (CommandRefused refused) {
            String code = refused instanceof CallRefused limited ? limited.code() : "telephony";
            throw refused(attempt, code, refused.notice());
        }
    }

    /** Whether somebody of ours has a call with one of its numbers now, whoever called. */
    private boolean isOnTheLine(UUID entry) {
        Set<PhoneNumber> numbers = work.entry(entry).stream()
                .flatMap(one -> one.numbers().stream())
                .map(Entry.Number::number)
                .collect(Collectors.toSet());
        return calls.current().stream().anyMatch(call -> numbers.contains(call.external()));
    }

    private NotDialled refused(Attempt attempt, String code, Notice words) {
        work.notPlaced(attempt.id());
        return new NotDialled(code, words == null ? Notice.plain(String.valueOf(code)) : words);
    }
}
