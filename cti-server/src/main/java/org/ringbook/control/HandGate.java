package org.ringbook.control;

import java.time.Instant;
import java.util.Locale;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.dialrules.DialReason;
import org.ringbook.dialrules.DialRules;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Asks the gate before a number is dialled by hand, whichever way somebody asks for it. Do-not-call refuses, unless somebody who has the
 * right says why; so do the fixed limits of debts. Call lists ask the gate themselves, and who asked on the web to be called is called.
 */
@Component
public class HandGate {

    private static final Logger LOG = LoggerFactory.getLogger(HandGate.class);
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    /** A number that may be dialled. */
    interface Passed {
        Passed FREELY = () -> {};

        /** Notes in the audit that somebody overrode the list. To be called when the telephone system is asked, and not before. */
        void taken();
    }

    private final DialRules rules;
    private final DoNotCallList doNotCall;
    private final NumberPlan plan;
    private final ControlSettings settings;

    HandGate(DialRules rules, DoNotCallList doNotCall, NumberPlan plan, ControlSettings settings) {
        this.rules = rules;
        this.doNotCall = doNotCall;
        this.plan = plan;
        this.settings = settings;
    }

    /** Whether the person may call a number of the do-not-call list, with a reason. */
    public boolean mayOverride(StaffMember who) {
        return settings.overrideDoNotCall().contains(who.role());
    }

    /**
     * @param dialled digits as people dial: an extension and an emergency number always pass
     * @return what is still to be noted, once the request was taken
     * @throws CallRefused in words
     */
    Passed pass(Asking asking, String dialled) {
        boolean byHand = asking.entrance() != Entrance.CAMPAIGN && asking.entrance() != Entrance.CALLBACK;
        PhoneNumber number =
                byHand && !plan.isEmergency(dialled) ? plan.parse(dialled).orElse(null) : null;
        if (number == null) {
            return Passed.FREELY;
        }
        DialAnswer answer = answer(number);
        if (answer.allowed()) {
            return Passed.FREELY;
        }
        if (answer.onlyDoNotCall() && mayOverride(asking.by()) && isGiven(asking.override())) {
            String reason = reason(asking.override());
            return () -> note(number, reason, asking);
        }
        throw new CallRefused(
                answer.onlyDoNotCall() ? "do_not_call" : "dial_rules",
                Notice.of("control.refused.dial_rules", words(answer, Locale.ENGLISH), words(answer, RUSSIAN)));
    }

    private static String reason(String override) {
        try {
            return DoNotCallList.reason(override);
        } catch (Refused unfit) {
            throw CallRefused.because("override", DoNotCallList.LONGEST_REASON);
        }
    }

    private void note(PhoneNumber number, String reason, Asking asking) {
        try {
            doNotCall.overridden(number, reason, asking.by().id());
        } catch (DataAccessException away) {
            LOG.error(
                    "A call to a number of the do-not-call list was taken for {}, and the audit could not be told.",
                    asking.by().login(),
                    away);
        }
    }

    private DialAnswer answer(PhoneNumber number) {
        try {
            return rules.byHand(number, null, Instant.now());
        } catch (DataAccessException away) {
            throw CallRefused.because("database");
        }
    }

    private static boolean isGiven(String reason) {
        return reason != null && !reason.isBlank();
    }

    private static String words(DialAnswer answer, Locale locale) {
        return String.join(
                " ",
                answer.reasons().stream()
                        .map((DialReason reason) -> reason.words(locale))
                        .toList());
    }
}
