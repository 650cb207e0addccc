package org.ringbook.reports;

/** In what a column is told. Values are plain numbers; a null one is told as "–", never as 0. */
public enum Unit {
    /** A whole number. */
    COUNT,
    /** Milliseconds. */
    DURATION,
    /** 0 to 1. */
    SHARE,
    /** With one decimal. */
    DECIMAL,
    /** Of the company's currency, told in whole ones. */
    MONEY,
    /** Milliseconds since 1970: a moment. */
    MOMENT
}
