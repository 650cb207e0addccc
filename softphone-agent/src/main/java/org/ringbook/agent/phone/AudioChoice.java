package org.ringbook.agent.phone;

/**
 * What calls speak and hear by.
 *
 * @param microphone name as the operating system gives it; empty for the one that it calls its own
 * @param speaker likewise
 */
public record AudioChoice(String microphone, String speaker) {

    /** Whatever the operating system calls its own. */
    public static final AudioChoice OF_THE_SYSTEM = new AudioChoice("", "");
}
