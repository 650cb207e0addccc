package org.ringbook.softphones;

/** Somebody's account may be another one now. */
public record SipAccountsChanged() {}
