package org.ringbook.demo;

/** Number and name of somebody, as a display shows them; null for what is not known. */
record Party(String number, String name) {

    static final Party UNKNOWN = new Party(null, null);
}
