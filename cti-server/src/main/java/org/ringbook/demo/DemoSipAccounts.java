package org.ringbook.demo;

import java.util.Optional;
import org.ringbook.softphones.SipAccount;
import org.ringbook.softphones.SipAccountSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The people of the demo have their telephones in the program without anybody setting anything. */
@Component
class DemoSipAccounts implements SipAccountSource {

    private final ObjectProvider<DemoPbx> pbx;

    DemoSipAccounts(ObjectProvider<DemoPbx> pbx) {
        this.pbx = pbx;
    }

    @Override
    public Optional<SipAccount> account(String extension) {
        DemoPbx running = pbx.getIfAvailable();
        return running == null ? Optional.empty() : running.sipAccount(extension);
    }
}
