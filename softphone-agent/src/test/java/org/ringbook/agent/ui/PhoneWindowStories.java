package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Frame;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import org.ringbook.agent.Desk;
import org.ringbook.agent.Examples;
import org.ringbook.agent.FakeServer;
import org.ringbook.agent.WindowPhone;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.server.Connection;
import org.ringbook.agent.server.Credentials;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.sip.SmallPbx;
import org.ringbook.agent.words.Words;

/**
 * A day at the window that is a telephone, at a registrar with two other telephones, run by {@link WindowTest} in a process that has a
 * display. Nothing is typed of the account: it comes from the server.
 */
public final class PhoneWindowStories extends AtTheWindow {

    private static final String MARIA = "+79161112233";

    private final FakeServer server = new FakeServer();
    private final SmallPbx pbx = new SmallPbx();
    private final Desk boris = new Desk(pbx.address("102"), pbx.password).registers();
    private final Desk maria = new Desk(pbx.address(MARIA), pbx.password).registers();
    private final WindowController controller;
    private final List<String> kept = new ArrayList<>();

    public static void main(String[] arguments) {
        try {
            tell();
            System.out.println("all stories told");
            System.exit(0);
        } catch (Exception | AssertionError e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private static void tell() throws Exception {
        var stories = new PhoneWindowStories();
        stories.annaSignsInAndHasATelephoneWithoutTypingAnything();
        stories.mariaRingsAndIsTheCardOfTheServer();
        stories.annaAnswersByTheKeyboardHoldsAndTalksAgain();
        stories.whatCameOfItIsWrittenDownBesideTheCall();
        stories.theWindowIsMadeSmallAndLargeAgain();
        stories.aSecondCallWaitsIsTakenAndBothAreSwapped();
        stories.theCallerIsHandedToTheOneWhoWasAsked();
        stories.whatWaitsInTheMailboxHasALampWithItsCount();
        stories.threeTalkAtOnceAndPartAgain();
        stories.aCallIsDrawnOntoAColleague();
        stories.aContactOfTheCompanyIsFoundByName();
        stories.whomNobodyMayCallSheDoesNotCallByHerOwnTelephoneEither();
        stories.aLinkAbroadWaitsForEnter();
        stories.keysArePressedAndTheMicrophoneIsOff();
        stories.aCallIsRejectedAndABusyNumberIsSaid();
        stories.whatSheAskedThePageToDialAnswersItself();
        stories.whoIsNotToBeDisturbedIsBusy();
        stories.whatIsTakenAwayGoesAfterTheTalk();
        stories.theServerGoesAndTheTelephoneStays();
        stories.aWrongPasswordIsSaidAtItsLamp();
        stories.close();
    }

    private PhoneWindowStories() throws Exception {
        pbx.mailbox = "Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/0)\r\n";
        server.telephone = "{\"v\":1,\"type\":\"telephone\",\"address\":\"" + pbx.address("101")
                + ";transport=udp\",\"login\":\"101\",\"password\":\"" + pbx.password + "\",\"digits\":\"rtp\"}";
        var settings = new Settings(
                server.address(),
                "anna",
                "ru",
                "light",
                "bottom-right",
                null,
                100,
                null,
                null,
                "rtp",
                "files",
                AudioSettings.DEFAULT);
        controller = new WindowController(
                Words.of("ru"),
                settings,
                PhoneWindowStories::session,
                (address, login) -> {},
                new Telephony(
                        WindowPhone::on, null, sound -> {}, (account, withPassword) -> kept.add(account.toString())),
                () -> {});
        SwingUtilities.invokeAndWait(() -> controller.open(FakeServer.PASSWORD));
        window = (AgentWindow) Frame.getFrames()[0];
    }

    private static ServerSession session(SignIn signIn, SessionListener listener) {
        var credentials = new Credentials(signIn.login(), signIn.password());
        var server = ServerAddress.of(signIn.server());
        return new ServerSession(new Connection.Wanted(server, credentials, "ru", "1", null), listener);
    }

    private void close() {
        boris.close();
        maria.close();
        pbx.close();
    }

    private void annaSignsInAndHasATelephoneWithoutTypingAnything() throws Exception {
        until("both lamps are green", () -> shows("На связи с 127.0.0.1") && shows("Телефон 101 готов"));
        assertThat(pbx.knows("101")).isTrue();
        server.receives("hello");
        until(
                "the server knows that it rings here",
                () -> server.telephoneStates.stream()
                        .anyMatch(state -> state.path("ready").asBoolean()));
        assertThat(kept).isEmpty();
    }

    private void mariaRingsAndIsTheCardOfTheServer() throws Exception {
        server.sendsExample("server-screens");
        maria.does("dial to=101").call("ringing_there");
        until("she rings", () -> has("Ответить") && has("Отклонить"));
        server.sendsExample("server-pop-up");
        // A page is open; the telephone presents the call all the same, and at once.
        server.receives("card-shown");
        until("the card has her name", () -> count("Мария Иванова") == 2);
        assertThat(labels()).noneMatch("Неизвестный номер"::equals);
        assertThat(onWindow(() -> window.history.getModel().getSize())).isEqualTo(1);
    }

    private void annaAnswersByTheKeyboardHoldsAndTalksAgain() throws Exception {
        key(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK);
        maria.call("talking");
        server.sendsExample("server-update-commands");
        until("she talks", () -> has("Завершить") && has("Удержать") && has("Перевести …"));
        assertThat(times("Завершить"))
                .as("the telephone's own, and not the server's too")
                .isEqualTo(1);
        key(KeyEvent.VK_L, KeyEvent.CTRL_DOWN_MASK);
        maria.until("call", line -> line.path("heldThere").asBoolean());
        until("it is seen that she waits", () -> shows("Собеседник на удержании") && has("Вернуться"));
        key(KeyEvent.VK_L, KeyEvent.CTRL_DOWN_MASK);
        maria.until("call", line -> !line.path("heldThere").asBoolean());
        until("they talk again", () -> has("Удержать"));
    }

    private void aSecondCallWaitsIsTakenAndBothAreSwapped() throws Exception {
        boris.does("dial to=101").call("ringing_there");
        until("the second one rings", () -> has("Ответить") && shows("102"));
        key(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK);
        boris.call("talking");
        maria.until("call", line -> line.path("heldThere").asBoolean());
        until("one waits", () -> times("Вернуться") == 1 && times("Удержать") == 1);
        key(KeyEvent.VK_S, KeyEvent.CTRL_DOWN_MASK);
        boris.until("call", line -> line.path("heldThere").asBoolean());
        maria.until("call", line -> !line.path("heldThere").asBoolean());
        boris.does("hang-up call=c1").ended("hung_up");
        until("one call is left", () -> times("Завершить") == 1);
    }

    private void theCallerIsHandedToTheOneWhoWasAsked() throws Exception {
        var number = onWindow(() -> all(window.dial, JTextField.class).get(0));
        onWindow(() -> {
            number.setText("102");
            number.postActionEvent();
            return null;
        });
        boris.call("ringing");
        boris.does("answer call=c2").call("talking");
        maria.until("call", line -> line.path("heldThere").asBoolean());
        until("both can be joined", () -> has("Соединить"));
        key(KeyEvent.VK_J, KeyEvent.CTRL_DOWN_MASK);
        until(
                "the PBX is told who takes whose place",
                () -> pbx.seen.stream().anyMatch(text -> text.startsWith("REFER") && text.contains("Replaces")));
        boris.does("hang-up call=c2");
        maria.does("hang-up call=c1");
        until("nothing goes on", () -> !has("Завершить"));
        server.sendsExample("server-end-answered");
    }

    private void whatWaitsInTheMailboxHasALampWithItsCount() throws Exception {
        until("the lamp says how many", () -> shows("Голосовая почта: 2"));
    }

    private void threeTalkAtOnceAndPartAgain() throws Exception {
        String marias =
                maria.does("dial to=101").call("ringing_there").get("call").stringValue();
        until("she rings", () -> has("Ответить"));
        key(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK);
        maria.call("talking");
        until(
                "it is seen who could listen",
                () -> tips("Не зашифровано: по дороге к АТС разговор можно услышать") == 1);
        until("it is known how it sounds", () -> tipsBeginWith("G.722 · звук "));
        String borises =
                boris.does("dial to=101").call("ringing_there").get("call").stringValue();
        until("he rings", () -> has("Ответить"));
        key(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK);
        boris.call("talking");
        until("they can be joined", () -> has("Втроём"));
        picture("two");
        key(KeyEvent.VK_G, KeyEvent.CTRL_DOWN_MASK);
        until("all three talk", () -> count("Разговор втроём") == 2 && times("Отделить") == 2);
        maria.until("call", line -> !line.path("heldThere").asBoolean());
        picture("three");
        key(KeyEvent.VK_G, KeyEvent.CTRL_DOWN_MASK);
        until("one waits again", () -> times("Вернуться") == 1 && !has("Отделить"));
        maria.does("hang-up call=" + marias);
        boris.does("hang-up call=" + borises);
        until("it is over", () -> !has("Завершить"));
        until(
                "the server knows how both sounded",
                () -> server.heard.stream()
                                .filter(line -> line.path("type").asString("").equals("sound-quality"))
                                .count()
                        >= 2);
    }

    private void whomNobodyMayCallSheDoesNotCallByHerOwnTelephoneEither() throws Exception {
        types(FakeServer.NOT_TO_BE_CALLED);
        until("the server's words are said", () -> shows("Номер 104 не ваш. Звоните со своих: 101, 151."));
        types("*67" + FakeServer.NOT_TO_BE_CALLED.substring(1));
        until(
                "a code before it changes nothing",
                () -> server.asked.contains(FakeServer.NOT_TO_BE_CALLED.substring(1)));
        assertThat(pbx.seen)
                .noneMatch(
                        text -> text.startsWith("INVITE") && text.contains(FakeServer.NOT_TO_BE_CALLED.substring(1)));
        types("");
    }

    private void whatCameOfItIsWrittenDownBesideTheCall() throws Exception {
        key(KeyEvent.VK_N, KeyEvent.CTRL_DOWN_MASK);
        until("the server could not say what there is", () -> noteHas("Повторить"));
        onWindow(() -> {
            all(note(), javax.swing.JTextArea.class).get(0).append("Спешит.");
            return null;
        });
        server.api.put("/api/staff/me", "{\"id\":\"anna\"}");
        server.api.put("/api/dispositions", """
                {"items":[{"id":"d1","name":"Заказ","active":true,"asks":[]},
                {"id":"d2","name":"Отказ","active":true,"asks":["reason"]},{"id":"d3","name":"Было","active":false,"asks":[]}]}""");
        server.api.put(
                "/api/events",
                "{\"items\":[{\"kind\":\"note\",\"authorId\":\"anna\",\"text\":\"Просит счёт. \",\"version\":4},"
                        + "{\"kind\":\"note\",\"authorId\":\"boris\",\"text\":\"Не её\"}]}");
        onWindow(() -> {
            press(note(), "Повторить");
            return null;
        });
        until(
                "what she wrote before is there, and what she typed meanwhile",
                () -> text(note(), javax.swing.JTextArea.class, 0).equals("Просит счёт. \nСпешит."));
        picture("note");
        onWindow(() -> {
            all(note(), javax.swing.JTextArea.class).get(0).append("Отправить сегодня.");
            all(note(), javax.swing.JComboBox.class).get(0).setSelectedItem("Отказ");
            press(note(), "Сохранить");
            return null;
        });
        until(
                "the reason is asked for",
                () -> all(note(), javax.swing.JTextArea.class).stream()
                        .anyMatch(area -> area.getText().startsWith("Укажите причину")));
        assertThat(server.written).isEmpty();
        sheLeavesOnlyWhenShePressesTwiceAndTypesNothingBetween();
        String kept = "Просит счёт. \\nСпешит.Отправить сегодня. И копию.";
        server.api.put("/api/calls/" + note().callId() + "/note", "{\"text\":\"" + kept + "\",\"version\":5}");
        onWindow(() -> {
            all(note(), JTextField.class).stream()
                    .filter(java.awt.Component::isShowing)
                    .findFirst()
                    .orElseThrow()
                    .setText("дорого");
            press(note(), "Сохранить");
            all(note(), javax.swing.JTextArea.class).get(0).append(" Почтой.");
            return null;
        });
        until("it is saved", () -> shows("Заметка сохранена: Мария Иванова"));
        assertThat(server.written.take())
                .contains("\"text\":\"" + kept + "\"", "\"disposition\":\"d2\"", "дорого", "\"base\":4");
        until("what she typed meanwhile waits", () -> noteSays("Сохранено без того, что набрано позже"));
        onWindow(() -> {
            press(note(), "Сохранить");
            return null;
        });
        until("nothing is left to save", () -> note() == null);
        assertThat(server.written.take()).contains(" Почтой.", "\"base\":5");
    }

    private void sheLeavesOnlyWhenShePressesTwiceAndTypesNothingBetween() throws Exception {
        escapeTheNote();
        until("it is said", () -> noteSays("Не сохранено. Esc ещё раз"));
        onWindow(() -> {
            all(note(), javax.swing.JTextArea.class).get(0).append(" И копию.");
            return null;
        });
        escapeTheNote();
        assertThat(onWindow(this::note))
                .as("what was typed since is asked for again")
                .isNotNull();
        onWindow(() -> {
            controller.signOut();
            return null;
        });
        assertThat(noteSays("Не сохранено. Сохраните или выйдите ещё раз")).isTrue();
        assertThat(shows("На связи с 127.0.0.1")).as("she is not signed out").isTrue();
    }

    private void escapeTheNote() throws Exception {
        onWindow(() -> {
            note().getRootPane()
                    .dispatchEvent(new KeyEvent(
                            note().getRootPane(), KeyEvent.KEY_PRESSED, 0, 0, KeyEvent.VK_ESCAPE, (char) 27));
            return null;
        });
    }

    private boolean noteHas(String button) {
        return note() != null
                && all(note(), javax.swing.AbstractButton.class).stream()
                        .anyMatch(one -> button.equals(one.getText()) && one.isEnabled());
    }

    private boolean noteSays(String beginning) {
        return note() != null
                && all(note(), javax.swing.JTextArea.class).stream()
                        .anyMatch(area -> area.getText().startsWith(beginning));
    }

    private NoteDialog note() {
        return Arrays.stream(java.awt.Window.getWindows())
                .filter(one -> one instanceof NoteDialog && one.isShowing())
                .map(NoteDialog.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static String text(
            java.awt.Container in, Class<? extends javax.swing.text.JTextComponent> type, int index) {
        return in == null ? "" : all(in, type).get(index).getText();
    }

    private static void press(java.awt.Container in, String text) {
        all(in, javax.swing.AbstractButton.class).stream()
                .filter(button -> text.equals(button.getText()))
                .findFirst()
                .orElseThrow()
                .doClick();
    }

    private void theWindowIsMadeSmallAndLargeAgain() throws Exception {
        int large = onWindow(window::getHeight);
        key(KeyEvent.VK_D, KeyEvent.CTRL_DOWN_MASK);
        until("only the call is left", () -> !window.dial.isShowing() && window.getHeight() < large);
        assertThat(has("Завершить")).isTrue();
        picture("small");
        key(KeyEvent.VK_D, KeyEvent.CTRL_DOWN_MASK);
        until("all of it is there again", () -> window.dial.isShowing() && window.getHeight() == large);
    }

    private void aCallIsDrawnOntoAColleague() throws Exception {
        String marias =
                maria.does("dial to=101").call("ringing_there").get("call").stringValue();
        until("she rings", () -> has("Ответить"));
        press("Ответить");
        maria.call("talking");
        press("Коллеги");
        server.sends("{\"v\":1,\"type\":\"colleagues\",\"people\":["
                + "{\"extension\":\"102\",\"name\":\"Борис Смирнов\",\"state\":\"talking\"},"
                + "{\"extension\":\"103\",\"name\":\"Вера Орлова\"}]}");
        until("they are there", () -> window.colleagues.getModel().getSize() == 2);
        picture("colleagues");
        onWindow(() -> {
            window.colleagues.setSelectedIndex(0);
            var drawn = new javax.swing.TransferHandler.TransferSupport(
                    window.colleagues,
                    DraggedCall.of(controller.phone().calls().get(0).id()));
            assertThat(window.colleagues.getTransferHandler().importData(drawn)).isTrue();
            var menu = (javax.swing.JPopupMenu)
                    javax.swing.MenuSelectionManager.defaultManager().getSelectedPath()[0];
            press(menu, "Перевести сразу: Борис Смирнов");
            return null;
        });
        until(
                "the PBX is asked to hand it on",
                () -> pbx.seen.stream()
                        .anyMatch(text -> text.startsWith("REFER") && text.contains("Refer-To: <sip:102@")));
        press("Звонки за сеанс");
        maria.does("hang-up call=" + marias);
        until("it is over", () -> !has("Завершить"));
    }

    private void aContactOfTheCompanyIsFoundByName() throws Exception {
        server.api.put("/api/search", """
                {"contacts":{"items":[{"name":"Олег Кравцов","numbers":[{"number":"+79035550011"}]}]}}""");
        onWindow(() -> {
            all(window.dial, JTextField.class).get(0).setText("кравц");
            return null;
        });
        until(
                "he is offered",
                () -> onWindowOrFail(() -> window.dial.number("кравц").equals("+79035550011")));
        picture("search");
        types("");
    }

    private static boolean onWindowOrFail(java.util.concurrent.Callable<Boolean> what) {
        try {
            return onWindow(what);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void aLinkAbroadWaitsForEnter() throws Exception {
        var answer = controller.dialFor("tel:+44-20-7946-0018");
        assertThat(answer.get().accepted()).isFalse();
        until("it is said what to do", () -> labels().anyMatch(text -> text.startsWith("+442079460018 – номер за")));
        assertThat(pbx.seen).noneMatch(text -> text.startsWith("INVITE") && text.contains("442079460018"));
        types("");
    }

    private void types(String text) throws Exception {
        var number = onWindow(() -> all(window.dial, JTextField.class).get(0));
        onWindow(() -> {
            number.setText(text);
            if (!text.isEmpty()) {
                number.postActionEvent();
            }
            return null;
        });
    }

    private void whatIsTakenAwayGoesAfterTheTalk() throws Exception {
        String call =
                boris.does("dial to=101").call("ringing_there").get("call").stringValue();
        until("he rings", () -> has("Ответить"));
        press("Ответить");
        boris.call("talking");
        server.telephoneStates.clear();
        server.sends("{\"v\":1,\"type\":\"telephone\"}");
        until(
                "the server knows that nothing rings here any more",
                () -> server.telephoneStates.stream()
                        .anyMatch(state -> !state.path("ready").asBoolean()));
        maria.does("dial to=101").ended("busy");
        assertThat(has("Завершить")).as("who is talked with is not cut off").isTrue();
        boris.does("hang-up call=" + call).ended("hung_up");
        until("the telephone is gone", () -> !shows("Телефон 101 готов") && !pbx.knows("101"));
        server.sends(server.telephone);
        until("it is given again", () -> shows("Телефон 101 готов"));
    }

    private void keysArePressedAndTheMicrophoneIsOff() throws Exception {
        boris.does("dial to=101").call("ringing_there");
        until("he rings", () -> has("Ответить"));
        press("Ответить");
        boris.call("talking");
        until("the keypad is offered", () -> has("Клавиши"));
        key(KeyEvent.VK_K, KeyEvent.CTRL_DOWN_MASK);
        until("the keys are there", () -> has("#"));
        press("5");
        press("#");
        until("what was pressed is seen", () -> shows("5#"));
        key(KeyEvent.VK_M, KeyEvent.CTRL_DOWN_MASK);
        until("it is seen that she is not heard", () -> shows("Разговор, ваш микрофон выключен"));
        key(KeyEvent.VK_M, KeyEvent.CTRL_DOWN_MASK);
        until("she is heard again", () -> has("Микр. выкл."));
        key(KeyEvent.VK_H, KeyEvent.CTRL_DOWN_MASK);
        boris.ended("hung_up_there");
        until("it is over", () -> !has("Завершить"));
    }

    private void aCallIsRejectedAndABusyNumberIsSaid() throws Exception {
        boris.does("dial to=101").call("ringing_there");
        until("he rings", () -> has("Отклонить"));
        press("Отклонить");
        boris.ended("busy");
        pbx.refusals.put("198", "486 Busy Here");
        var number = onWindow(() -> all(window.dial, JTextField.class).get(0));
        onWindow(() -> {
            number.setText("198");
            number.postActionEvent();
            return null;
        });
        until("it is said why", () -> shows("198: занято"));
    }

    private void whatSheAskedThePageToDialAnswersItself() throws Exception {
        String card = Examples.text("server-pop-up")
                .replace("\"inbound\"", "\"outbound\"")
                .replace("\"placedByMe\": false", "\"placedByMe\": true")
                .replace("000000000001", "000000000007");
        server.sends(card);
        String call =
                maria.does("dial to=101").call("ringing_there").get("call").stringValue();
        maria.call("talking");
        until("they talk without another click", () -> has("Завершить"));
        maria.does("hang-up call=" + call);
        until("it is over", () -> !has("Завершить"));
    }

    private void whoIsNotToBeDisturbedIsBusy() throws Exception {
        server.sends(Examples.text("server-presence").replaceFirst("\"state\": \"[a-z]+\"", "\"state\": \"dnd\""));
        until("it is seen", () -> "dnd".equals(presence()));
        boris.does("dial to=101").ended("busy");
        server.sends(
                Examples.text("server-presence").replaceFirst("\"state\": \"[a-z]+\"", "\"state\": \"available\""));
        until("it is over", () -> "available".equals(presence()));
    }

    private String presence() {
        try {
            return onWindow(() -> window.header.presence());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void theServerGoesAndTheTelephoneStays() throws Exception {
        server.close();
        until(
                "the server's lamp says so",
                () -> labels().anyMatch(text -> text.startsWith("Нет связи, попытка через")));
        assertThat(shows("Телефон 101 готов")).isTrue();
        boris.does("dial to=101").call("ringing_there");
        until("he rings", () -> has("Ответить"));
        press("Ответить");
        String call = boris.call("talking").get("call").stringValue();
        until("they talk", () -> has("Завершить"));
        boris.does("hang-up call=" + call).ended("hung_up");
        until("it is over, and the list has it", () -> !has("Завершить"));
    }

    private void aWrongPasswordIsSaidAtItsLamp() throws Exception {
        pbx.password = "another";
        onWindow(() -> {
            controller.phone().own(Account.of(pbx.address("101"), null, "secret", Account.DigitsBy.RTP));
            return null;
        });
        until("the lamp says why", () -> shows("Телефон 101: АТС не принимает пароль"));
    }

    private long count(String text) {
        return labels().filter(text::equals).count();
    }

    private long tips(String text) {
        try {
            return onWindow(() -> all(window.calls, javax.swing.JComponent.class).stream()
                    .filter(one -> text.equals(one.getToolTipText()))
                    .count());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean tipsBeginWith(String text) {
        try {
            return onWindow(() -> all(window.calls, javax.swing.JComponent.class).stream()
                    .anyMatch(one -> String.valueOf(one.getToolTipText()).startsWith(text)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long times(String button) {
        try {
            return onWindow(() -> all(window, javax.swing.AbstractButton.class).stream()
                    .filter(one -> one.isShowing() && button.equals(one.getText()))
                    .count());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
