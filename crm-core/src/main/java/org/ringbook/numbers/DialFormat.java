package org.ringbook.numbers;

/** How a telephone system wants a number of the public network written when it is to dial it. */
public enum DialFormat {
    /** As a telephone of the home country dials it: 89161112233 and 810 44 20… in Russia. */
    NATIONAL,
    /** +79161112233. */
    PLUS,
    /** 79161112233. */
    DIGITS
}
