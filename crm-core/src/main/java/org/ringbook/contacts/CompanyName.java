package org.ringbook.contacts;

/**
 * What a caller's card says of their company.
 *
 * @param responsible see {@link Company}; null when none
 */
record CompanyName(String name, String responsible) {}
