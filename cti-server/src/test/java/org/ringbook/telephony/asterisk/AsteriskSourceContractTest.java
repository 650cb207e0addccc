package org.ringbook.telephony.asterisk;

import static org.awaitility.Awaitility.await;

import java.util.Set;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.PbxSourceContract;

class AsteriskSourceContractTest extends PbxSourceContract {

    private static final String MARIA = "1795382589.1";
    private static final String ANNA = "1795382589.2";

    private final FakePbx pbx = FakePbx.off();
    private boolean running;

    @Override
    protected PbxSource source() {
        return Asterisks.commanding(pbx);
    }

    @Override
    protected void otherSideStarts() {
        if (!running) {
            pbx.start();
        }
        running = true;
    }

    @Override
    protected void otherSideStops() {
        pbx.close();
        running = false;
    }

    @Override
    protected void saysGarbage() {
        awaitListener();
        pbx.tell("\u0001\u0002 no header at all", "Event: Hangup\nPrivilege: call,all\nUniqueid: 1\nUniqueid: 2");
    }

    @Override
    protected void saysOneCall() {
        awaitListener();
        pbx.tell(Events.talk(MARIA, ANNA));
        pbx.tell(Events.goodbye(MARIA, ANNA));
    }

    private void awaitListener() {
        await().until(() -> pbx.listeners().size() == 1);
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(FakePbx.SECRET, FakePbx.COMMAND_SECRET);
    }
}
