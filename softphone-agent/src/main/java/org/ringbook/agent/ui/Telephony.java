package org.ringbook.agent.ui;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.settings.AudioSettings;

/**
 * What the window's telephone is made of.
 *
 * @param switchOn makes a telephone that begins to register at once
 * @param own the account of the settings; null where the telephone gets its account from the server, or there is none
 * @param keepSound keeps how it sounds; what is given is in force already
 * @param keepOwn keeps another account of its own, with its password only if the person wants it
 */
public record Telephony(
        BiFunction<Account, PhoneListener, RunningPhone> switchOn,
        Account own,
        Consumer<AudioSettings> keepSound,
        KeepAccount keepOwn) {

    /** Keeps an account. */
    public interface KeepAccount {
        void keep(Account account, boolean withPassword);
    }
}
