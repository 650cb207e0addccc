package org.ringbook.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The library that Ringbook commands Asterisk with takes the demo PBX for one. */
class AsteriskJavaTalksToTheDemoTest {

    private final DemoPbx pbx = DemoPbx.start(DemoSettings.quiet());
    private final LinkedBlockingQueue<ManagerEvent> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        pbx.stop();
    }

    @Test
    void signsInKnowsTheVersionAndItsRights() throws Exception {
        var connection = connection(pbx.commander());
        connection.login("off");

        assertThat(connection.getVersion()).isEqualTo(AsteriskVersion.ASTERISK_22);
        assertThat(connection.sendAction(new PingAction()).getResponse()).isEqualTo("Success");
        assertThat(connection.sendAction(new ListCommandsAction()).getAttributes())
                .containsKey("originate");
        connection.logoff();
    }

    @Test
    void aWrongSecretIsToldAsSuch() {
        var wrong = new DemoAccount(
                "ringbook", "guess", pbx.listener().read(), pbx.listener().write());

        assertThatThrownBy(() -> connection(wrong).login()).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void originatesAndListsTheChannelsThatComeOfIt() throws Exception {
        var commanding = connection(pbx.commander());
        commanding.login("off");
        try (var listening = AmiClient.signedIn(pbx, pbx.listener())) {
            assertThat(commanding.sendAction(originate("PJSIP/101")).getResponse())
                    .isEqualTo("Success");
            assertThat(listening.hearEvent("OriginateResponse")).containsEntry("Response", "Success");
            listening.hearEvent("DialBegin");

            var channels = commanding
                    .sendEventGeneratingAction(new CoreShowChannelsAction(), 5000)
                    .getEvents();
            assertThat(channels)
                    .hasSize(3)
                    .first()
                    .isInstanceOfSatisfying(
                            CoreShowChannelEvent.class,
                            channel -> assertThat(channel.getUniqueid()).isEqualTo("ringbook-1"));
        }
        commanding.logoff();
    }

    @Test
    void whatCannotBeDialledIsAnError() throws Exception {
        var commanding = connection(pbx.commander());
        commanding.login("off");
        var nowhere = originate("PJSIP/101");
        nowhere.setExten("nowhere");

        assertThat(commanding.sendAction(nowhere)).isInstanceOf(ManagerError.class);
        commanding.logoff();
    }

    @Test
    void readsACallToItsEnd() throws Exception {
        var listening = connection(pbx.listener());
        listening.addEventListener(heard::add);
        listening.login();

        pbx.play(DemoScripts.mariaCalls()
                .rings("101")
                .after(Duration.ofMillis(30))
                .callerHangsUp());

        assertThat(next(DialEndEvent.class).getDialStatus()).isEqualTo("CANCEL");
        assertThat(next(HangupEvent.class).getCause()).isEqualTo(127);
        listening.logoff();
    }

    private <E extends ManagerEvent> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            var event = heard.poll(10, SECONDS);
            assertThat(event).as("a %s", kind.getSimpleName()).isNotNull();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    private OriginateAction originate(String channel) {
        var action = new OriginateAction();
        action.setChannel(channel);
        action.setContext(DemoPbx.CONTEXT);
        action.setExten("+79161112233");
        action.setPriority(1);
        action.setCallerId("+79161112233");
        action.setTimeout(20_000L);
        action.setChannelId("ringbook-1");
        action.setAsync(true);
        return action;
    }

    private ManagerConnection connection(DemoAccount account) {
        var connection = new ManagerConnectionFactory("127.0.0.1", pbx.port(), account.user(), account.secret())
                .createManagerConnection();
        connection.setSocketTimeout(5000);
        return connection;
    }
}
