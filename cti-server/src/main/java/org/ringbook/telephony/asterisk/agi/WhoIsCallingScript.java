package org.ringbook.telephony.asterisk.agi;

import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a dialplan who is calling: the variable {@code RINGBOOK_NAME} for the display of a telephone, and
 * {@code RINGBOOK_RESPONSIBLE}, the extension of our person who looks after the caller. Both are empty when nobody is known. It
 * does nothing else to the call.
 */
final class WhoIsCallingScript implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(WhoIsCallingScript.class);

    static final String NAME = "RINGBOOK_NAME";
    static final String RESPONSIBLE = "RINGBOOK_RESPONSIBLE";
    private static final int LONGEST_NAME = 60;

    private final CallerAnswers answers;
    private final NumberPlan plan;

    WhoIsCallingScript(CallerAnswers answers, NumberPlan plan) {
        this.answers = answers;
        this.plan = plan;
    }

    /** The number is that of the caller, or the parameter {@code number} of the address. */
    @Override
    public void service(AgiRequest request, AgiChannel channel) {
        try {
            report(whoIs(request), channel);
        } catch (AgiException hungUp) {
            LOG.debug("Whoever called is gone before it was told who it is", hungUp);
        }
    }

    private CallerAnswer whoIs(AgiRequest request) throws AgiException {
        String asked = request.getParameter("number");
        String number = asked == null ? request.getCallerIdNumber() : asked;
        return number == null
                ? CallerAnswer.NOBODY
                : answers.whoIs(plan.parse(number).orElse(null));
    }

    private static void report(CallerAnswer known, AgiChannel channel) throws AgiException {
        channel.setVariable(NAME, harmless(known.name()));
        channel.setVariable(RESPONSIBLE, Extension.isExtension(known.responsible()) ? known.responsible() : "");
    }

    /** A name is what somebody typed: nothing in it may be read as a variable, a quotation or a further command. */
    static String harmless(String name) {
        if (name == null) {
            return "";
        }
        String plain = name.replaceAll("[\\p{Cntrl}\"\\\\${}<>|;]", " ")
                .replaceAll(" +", " ")
                .strip();
        return plain.length() <= LONGEST_NAME
                ? plain
                : plain.substring(0, LONGEST_NAME).strip();
    }
}
