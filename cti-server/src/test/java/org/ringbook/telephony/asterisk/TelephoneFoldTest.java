package org.ringbook.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.agentstates.Evidence.Device;
import org.ringbook.agentstates.Evidence.Membership;
import org.ringbook.agentstates.Evidence.Telephone;

/** What an Asterisk says of Anna's telephone 101 beside calls. */
class TelephoneFoldTest {

    private static final Instant NINE = Instant.parse("2026-12-01T06:00:00Z");

    private final List<Telephone> told = new ArrayList<>();
    private final TelephoneFold fold =
            new TelephoneFold("office", new Endpoints(List.of("PJSIP/carrier"), Map.of("PJSIP/anna-desk", "101")));

    {
        fold.follow(told::add);
    }

    private void hears(String event, String... headers) {
        var text = new StringBuilder("Event: " + event + "\r\nPrivilege: agent,all\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        fold.message(new AmiMessage(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8)), NINE);
    }

    private void member(String event, String place, String stateInterface, String status, String paused, String why) {
        hears(
                event,
                "Queue",
                "sales",
                "MemberName",
                "Anna",
                "Interface",
                place,
                "StateInterface",
                stateInterface,
                "Status",
                status,
                "Paused",
                paused,
                "PausedReason",
                why,
                "InCall",
                "1");
    }

    private Telephone last() {
        return told.get(told.size() - 1);
    }

    @Test
    void aDeviceIsWhatItsLastWordSays() {
        hears("DeviceStateChange", "Device", "PJSIP/101", "State", "NOT_INUSE");
        hears("DeviceStateChange", "Device", "PJSIP/101", "State", "NOT_INUSE");
        hears("DeviceStateChange", "Device", "PJSIP/101", "State", "RINGING");
        hears("DeviceStateChange", "Device", "PJSIP/101", "State", "UNKNOWN");
        assertThat(told).extracting(Telephone::device).containsExactly(Device.IDLE, Device.RINGING);
        hears("DeviceStateChange", "Device", "PJSIP/anna-desk", "State", "UNAVAILABLE");
        assertThat(last().telephone()).as("mapped by the settings").isEqualTo("101");
    }

    @Test
    void trunksQueuesAndKeysAreNoTelephones() {
        hears("DeviceStateChange", "Device", "PJSIP/carrier", "State", "INUSE");
        hears("DeviceStateChange", "Device", "Queue:sales_avail", "State", "INUSE");
        hears("DeviceStateChange", "Device", "Custom:DND101", "State", "BUSY");
        hears("DeviceStateChange", "Device", "Local/101@from-queue", "State", "INUSE");
        hears("ExtensionStatus", "Exten", "*45101", "Hint", "Custom:x", "Status", "1");
        assertThat(told).isEmpty();
    }

    @Test
    void aPauseIsHeardWithItsReasonAndWhenItBegan() {
        member("QueueMemberStatus", "PJSIP/101", "PJSIP/101", "1", "0", "");
        member("QueueMemberPause", "PJSIP/101", "PJSIP/101", "1", "1", "lunch");
        assertThat(last().memberships()).containsExactly(new Membership("sales", true, "lunch", NINE));
        member("QueueMemberStatus", "PJSIP/101", "PJSIP/101", "1", "1", "lunch");
        assertThat(told).as("nothing new").hasSize(2);
        member("QueueMemberPause", "PJSIP/101", "PJSIP/101", "1", "0", "");
        assertThat(last().memberships()).containsExactly(new Membership("sales", false, null, null));
    }

    @Test
    void aLocalMemberIsMappedByItsStateInterfaceAndItsOwnStateIsNobodys() {
        member("QueueMemberAdded", "Local/101@from-queue/n", "hint:101@ext-local", "5", "0", "");
        assertThat(last().telephone()).isEqualTo("101");
        assertThat(last().device()).isEqualTo(Device.UNAVAILABLE);
        told.clear();
        member("QueueMemberAdded", "Local/102@from-queue/n", "Local/102@from-queue/n", "1", "0", "");
        assertThat(last().telephone()).isEqualTo("102");
        assertThat(last().device()).as("a Local channel is always free").isNull();
    }

    @Test
    void whoIsNotInTheListAnyMoreIsInNoQueue() {
        member("QueueMemberStatus", "PJSIP/101", "PJSIP/101", "1", "0", "");
        hears("QueueStatusComplete", "ActionID", "another-list");
        assertThat(last().memberships()).hasSize(1);
        hears("QueueStatusComplete", "ActionID", TelephoneFold.MEMBERS);
        assertThat(last().memberships()).isEmpty();
    }

    @Test
    void inACallOfAQueueOrNotItIsInUse() {
        member("QueueMemberStatus", "PJSIP/101", "PJSIP/101", "2", "0", "");
        assertThat(last().device()).as("in use is not in talk").isEqualTo(Device.IN_USE);
    }
}
