package org.ringbook.telephony;

import org.ringbook.numbers.PhoneNumber;

/** The port through which telephone systems learn who is calling and who is responsible. A source asks {@link CallerAnswers}. */
@FunctionalInterface
public interface WhoIsCalling {

    /** Any thread, many at once; from memory. */
    CallerAnswer whoIs(PhoneNumber number);
}
