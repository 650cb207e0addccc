package org.ringbook.numbers;

import org.ringbook.refusals.Refusal;

/** What a text means that stands where a telephone number is expected. */
public sealed interface NumberReading {

    /**
     * A number of the public network.
     *
     * @param extension digits to dial after the answer ("доб. 12"); null when none
     */
    record Outside(PhoneNumber number, String extension) implements NumberReading {}

    /**
     * A number that is dialled inside only, or reaches something else from each place: an extension (101), an emergency or
     * service number (112, 0911), a code (*100#).
     */
    record Short(String digits) implements NumberReading {}

    /** The caller, or somebody on the way, hides the number; also nothing at all. */
    record Withheld() implements NumberReading {}

    /** @param why for who typed or imported it */
    record NotANumber(Refusal why) implements NumberReading {}
}
