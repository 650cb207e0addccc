package org.ringbook.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.demo.DemoScripts.mariaCalls;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoPbxCommandsTest {

    private static final String ID = "ringbook-4711";

    private final DemoPbx pbx = DemoPbx.start(DemoSettings.quiet());
    private AmiClient listener;
    private AmiClient commander;

    @BeforeEach
    void signIn() throws IOException {
        listener = AmiClient.signedIn(pbx, pbx.listener());
        commander = AmiClient.signedIn(pbx, pbx.commander());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        commander.close();
        pbx.stop();
    }

    @Test
    void annaClicksANumberHerTelephoneRingsThenMariaAnswers() throws Exception {
        assertThat(originate("PJSIP/101", "+79161112233", "30000"))
                .containsEntry("Response", "Success")
                .containsEntry("Message", "Originate successfully queued");

        assertThat(listener.hearEvent("Newchannel"))
                .containsEntry("Uniqueid", ID)
                .containsEntry("Linkedid", ID)
                .containsEntry("ChannelStateDesc", "Down");
        assertThat(listener.hearEvent("DialBegin"))
                .containsEntry("DestUniqueid", ID)
                .doesNotContainKey("Uniqueid");
        assertThat(listener.hearEvent("OriginateResponse"))
                .containsEntry("Response", "Success")
                .containsEntry("Reason", "4")
                .containsEntry("Uniqueid", ID);
        assertThat(listener.hearEvent("Newchannel")).containsEntry("Linkedid", ID);
        listener.hearEvent("BridgeEnter");
        assertThat(listener.hearEvent("BridgeEnter")).containsEntry("BridgeNumChannels", "2");
    }

    @Test
    void whatIsNotRecordedCannotBeMuted() throws Exception {
        originate("PJSIP/101", "+79161112233", "30000");
        var phone = listener.hearEvent("Newchannel").get("Channel");
        assertThat(commander.ask("MixMonitorMute", "Channel", phone, "Direction", "both", "State", "1"))
                .containsEntry("Response", "Error")
                .containsEntry("Message", "Cannot set mute flag");
    }

    @Test
    void aSupervisorListensAndStopsByTheIdsOfTheLegs() throws Exception {
        originate("PJSIP/101", "+79161112233", "30000");
        listener.hear(message -> "BridgeEnter".equals(message.get("Event")) && ID.equals(message.get("Uniqueid")));
        assertThat(commander.ask(
                        "Originate",
                        "Channel",
                        "PJSIP/103",
                        "Application",
                        "ChanSpy",
                        "Data",
                        ID + ",quES",
                        "Async",
                        "true",
                        "ChannelId",
                        "ringbook-spy-1"))
                .containsEntry("Response", "Success");
        assertThat(listener.hearEvent("ChanSpyStart"))
                .containsEntry("SpyerUniqueid", "ringbook-spy-1")
                .containsEntry("SpyeeUniqueid", ID);
        assertThat(commander.ask("Hangup", "Channel", "ringbook-spy-1")).containsEntry("Message", "Channel Hungup");
        assertThat(listener.hearEvent("Hangup")).containsEntry("Uniqueid", "ringbook-spy-1");
    }

    @Test
    void aHangupEndsWhatWasClicked() throws Exception {
        originate("PJSIP/101", "+79161112233", "30000");
        var phone = listener.hearEvent("Newchannel").get("Channel");
        listener.hear(message -> "BridgeEnter".equals(message.get("Event")) && phone.equals(message.get("Channel")));

        assertThat(commander.ask("Hangup", "Channel", phone)).containsEntry("Message", "Channel Hungup");

        assertThat(listener.hearEvent("SoftHangupRequest")).containsEntry("Channel", phone);
        listener.hearEvent("Hangup");
        listener.hearEvent("Hangup");
        assertThat(commander.ask("Hangup", "Channel", phone)).containsEntry("Message", "No such channel");
    }

    @Test
    void anUnknownTelephoneIsQueuedAndThenFailsWithoutALeg() throws Exception {
        assertThat(originate("PJSIP/999", "+79161112233", "30000")).containsEntry("Response", "Success");

        assertThat(listener.hearEvent("OriginateResponse"))
                .containsEntry("Response", "Failure")
                .containsEntry("Reason", "0")
                .containsEntry("Uniqueid", ID);
        assertThat(listener.eventNames()).doesNotContain("Newchannel");
    }

    @Test
    void whatCannotBeDialledIsRefusedAtOnce() throws Exception {
        assertThat(originate("PJSIP/101", "hello", "30000"))
                .containsEntry("Response", "Error")
                .containsEntry("Message", "Extension does not exist.");
    }

    @Test
    void annaDoesNotPickUpInTime() throws Exception {
        originate("PJSIP/101", "+79161112233", "300");

        assertThat(listener.hearEvent("OriginateResponse"))
                .containsEntry("Response", "Failure")
                .containsEntry("Reason", "3");
        assertThat(listener.hearEvent("Hangup")).containsEntry("Cause", "19").containsEntry("Uniqueid", ID);
        assertThat(listener.eventNames()).doesNotContain("DialEnd");
    }

    @Test
    void annasTelephoneRingsAlreadySoItIsBusy() throws Exception {
        pbx.play(mariaCalls().rings("101"));
        listener.hearEvent("DialState");

        originate("PJSIP/101", "+79035556677", "30000");

        assertThat(listener.hearEvent("DialEnd")).containsEntry("DialStatus", "BUSY");
        assertThat(listener.hearEvent("Hangup")).containsEntry("Cause", "17");
        assertThat(listener.hearEvent("OriginateResponse")).containsEntry("Reason", "0");
    }

    @Test
    void annaWhoTalksFinishesThatFirst() throws Exception {
        pbx.play(mariaCalls().rings("101").after(Duration.ofMillis(50)).answers());
        listener.hear(message -> "2".equals(message.get("BridgeNumChannels")));

        originate("PJSIP/101", "+79035556677", "30000");

        assertThat(listener.hearEvent("HangupRequest").get("Channel")).startsWith("PJSIP/101-");
        assertThat(listener.hearEvent("OriginateResponse")).containsEntry("Response", "Success");
    }

    @Test
    void whoDidNotAskForAsyncWaitsUntilItIsDecided() throws Exception {
        var answer = commander.ask(
                "Originate", "Channel", "PJSIP/101", "Exten", "102", "Context", DemoPbx.CONTEXT, "Priority", "1");

        assertThat(answer).containsEntry("Response", "Success");
        listener.hearEvent("OriginateResponse");
        assertThat(listener.hearEvent("Newchannel").get("Channel")).startsWith("PJSIP/102-");
    }

    @Test
    void theListsShowWhatIsThere() throws Exception {
        pbx.play(mariaCalls().rings("101").after(Duration.ofMillis(50)).answers());
        pbx.play(mariaCalls().queues());
        listener.hearEvent("QueueCallerJoin");
        listener.hear(
                message -> "BridgeEnter".equals(message.get("Event")) && "2".equals(message.get("BridgeNumChannels")));

        assertThat(commander.ask("CoreShowChannels")).containsEntry("EventList", "start");
        assertThat(commander.hearEvent("CoreShowChannelsComplete").get("ListItems"))
                .isEqualTo("5");
        commander.ask("BridgeList");
        assertThat(commander.hearEvent("BridgeListItem")).containsEntry("BridgeNumChannels", "2");
        commander.hearEvent("BridgeListComplete");
        commander.ask("QueueStatus");
        assertThat(commander.hearEvent("QueueParams")).containsEntry("Calls", "1");
        assertThat(commander.hearEvent("QueueMember"))
                .containsEntry("Location", "PJSIP/101")
                .containsEntry("Status", "2");
        assertThat(commander.hearEvent("QueueEntry")).containsEntry("Position", "1");
        commander.hearEvent("QueueStatusComplete");
        commander.ask("Status");
        assertThat(commander.hearEvent("StatusComplete")).containsEntry("Items", "5");
        commander.ask("DeviceStateList");
        assertThat(commander.hearEvent("DeviceStateListComplete")).containsEntry("ListItems", "5");
        assertThat(commander.ask("CoreStatus")).containsEntry("CoreCurrentCalls", "2");
        assertThat(commander.ask("CoreSettings")).containsEntry("SystemName", "demo");
        assertThat(commander.ask("ConfbridgeListRooms")).containsEntry("Message", "No active conferences.");
    }

    @Test
    void theQueuePassesOverWhoPauses() throws Exception {
        assertThat(commander.ask("QueuePause", "Interface", "PJSIP/101", "Paused", "true"))
                .containsEntry("Response", "Success");
        assertThat(listener.hearEvent("QueueMemberPause")).containsEntry("Paused", "1");
        pbx.play(mariaCalls().queues());

        assertThat(listener.hearEvent("AgentCalled")).containsEntry("Interface", "PJSIP/102");
    }

    @Test
    void anAttendedTransferByActionBringsTheColleagueIn() throws Exception {
        pbx.play(mariaCalls().rings("101").after(Duration.ofMillis(50)).answers());
        var phone = listener.hear(message -> "BridgeEnter".equals(message.get("Event"))
                        && message.get("Channel").startsWith("PJSIP/101"))
                .get("Channel");
        listener.hearEvent("BridgeEnter");

        assertThat(commander.ask("Atxfer", "Channel", phone, "Exten", "102")).containsEntry("Response", "Success");

        assertThat(listener.hearEvent("LocalBridge")).containsEntry("Exten", "102");
        listener.hear(message -> "Newstate".equals(message.get("Event"))
                && message.get("Channel").startsWith("PJSIP/102-"));
    }

    private Map<String, String> originate(String channel, String number, String timeout) throws IOException {
        return commander.ask(
                "Originate",
                "Channel",
                channel,
                "Context",
                DemoPbx.CONTEXT,
                "Exten",
                number,
                "Priority",
                "1",
                "CallerID",
                "\"Maria Ivanova\" <" + number + ">",
                "Timeout",
                timeout,
                "ChannelId",
                ID,
                "Async",
                "true");
    }
}
