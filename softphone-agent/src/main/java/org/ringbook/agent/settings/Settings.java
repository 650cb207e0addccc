package org.ringbook.agent.settings;

import java.nio.file.Path;

/**
 * What the person has set, the command line before the file before the default. Holds no password.
 *
 * @param server null when not set yet
 * @param login null when not set yet
 * @param language ru, en or auto
 * @param theme light, dark or auto
 * @param corner bottom-right, bottom-left, top-right or top-left
 * @param certificate PEM file of the company's own certificate authority; null when none
 * @param history how many calls the window remembers
 * @param sip the account of the program's own telephone, such as 101@pbx.example.org; null when it has none
 * @param sipLogin name for that account's password; null when it is the account's own
 * @param sipDigits how pressed keys are sent: rtp or info
 * @param sipSound what calls of a telephone without a window speak and hear by: files or devices
 * @param sound how the telephone of the window sounds
 */
public record Settings(
        String server,
        String login,
        String language,
        String theme,
        String corner,
        Path certificate,
        int history,
        String sip,
        String sipLogin,
        String sipDigits,
        String sipSound,
        AudioSettings sound) {}
