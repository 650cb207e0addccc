package org.ringbook.agent.phone;

/**
 * What waits in the mailbox of the account.
 *
 * @param fresh messages that nobody heard yet; 0 also where the PBX only says whether there are some
 * @param old messages that were heard and kept
 */
public record MessagesWaiting(boolean some, int fresh, int old) {}
