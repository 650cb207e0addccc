package org.ringbook.agent;

import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.AudioChoice;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.ui.RunningPhone;

/** The window's telephone as the program makes it. */
public final class WindowPhone {

    private WindowPhone() {}

    public static RunningPhone on(Account account, PhoneListener shown) {
        return Softphone.window(account, shown, () -> AudioChoice.OF_THE_SYSTEM);
    }
}
