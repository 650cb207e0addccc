package org.ringbook.robots;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.ringbook.TestCrm;
import org.ringbook.calls.log.CallLog;
import org.ringbook.feed.ChangeTable;

/** A process in which robots work until nothing is due, or somebody kills it. */
final class RobotProcess {

    private RobotProcess() {}

    /** Nothing is sent: what is to be told stays. */
    private record Nobody() implements HookReceivers {

        @Override
        public Map<UUID, String> known() {
            return Map.of(KilledRobotsTest.RECEIVER, "1С");
        }

        @Override
        public String send(UUID receiver, String id, Object document) {
            return "off";
        }
    }

    public static void main(String[] words) {
        TestCrm crm = TestCrm.at(words[0]);
        var feed = new ChangeTable(crm.database());
        var log = new CallLog(crm.database(), feed, crm.staff());
        RobotBeans.start(crm, log, feed, new Nobody(), Clock.systemUTC())
                .getBean(RobotWork.class)
                .turn();
        System.exit(0);
    }
}
