package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JMenuItem;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import org.ringbook.agent.FakeServer;
import org.ringbook.agent.server.Connection;
import org.ringbook.agent.server.Credentials;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.words.Words;

/** A day at the real window, run by {@link WindowTest} in a process that has a display. */
public final class WindowStories extends AtTheWindow {

    private final FakeServer server = new FakeServer();
    private final List<String> remembered = new ArrayList<>();

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
        var stories = new WindowStories();
        stories.annaSignsInAfterOneWrongTry();
        stories.mariaRingsAndIsSeenWithoutTakingTheKeyboard();
        stories.theCardNumberIsNotRecorded();
        stories.theCallIsHandedOn();
        stories.aColleagueIsAskedFirst();
        stories.aColleaguesCallIsPickedUp();
        stories.aPressedButtonHangsUpOnce();
        stories.escapePutsTheCardAway();
        stories.markupInANameIsText();
        stories.aNumberIsTypedAndDialled();
        stories.whatWaitsIsCountedAndSheIsReminded();
        stories.aPageThatIsOpenAndSaysNothingIsNotWaitedForLong();
        stories.theConnectionBreaksAndTheWindowSaysSo();
    }

    private WindowStories() throws Exception {
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
        var controller = new WindowController(
                Words.of("ru"),
                settings,
                WindowStories::session,
                (address, login) -> remembered.add(address + " " + login),
                new Telephony(
                        (account, shown) -> {
                            throw new AssertionError("She has no telephone here");
                        },
                        null,
                        sound -> {},
                        (account, withPassword) -> {}),
                () -> {});
        SwingUtilities.invokeAndWait(() -> controller.open(null));
        window = (AgentWindow) Frame.getFrames()[0];
    }

    private static ServerSession session(SignIn signIn, SessionListener listener) {
        var credentials = new Credentials(signIn.login(), signIn.password());
        var server = ServerAddress.of(signIn.server());
        return new ServerSession(new Connection.Wanted(server, credentials, "ru", "1", null), listener);
    }

    private void annaSignsInAfterOneWrongTry() throws Exception {
        typePassword("wrong");
        until("wrong password is said", () -> shows("Неверный логин или пароль."));
        assertThat(remembered).isEmpty();
        typePassword(FakeServer.PASSWORD);
        until("signed in", () -> shows("На связи с 127.0.0.1") && shows("Анна Петрова"));
        until(
                "the empty desk says what to expect",
                () -> shows("Карточка звонящего появится здесь сама, когда зазвонит ваш телефон 101, 151."));
        assertThat(remembered).containsExactly(server.address() + " anna");
        server.receives("hello");
    }

    private void mariaRingsAndIsSeenWithoutTakingTheKeyboard() throws Exception {
        var elsewhere = onWindow(() -> {
            var frame = new JFrame("elsewhere");
            frame.add(new JTextField("typing"));
            frame.setSize(200, 80);
            frame.setVisible(true);
            return frame;
        });
        until("the other window has the keyboard", elsewhere::isFocused);
        onWindow(() -> {
            window.setExtendedState(Frame.ICONIFIED);
            return null;
        });
        server.sendsExample("server-pop-up");
        until("the card is there", () -> shows("Мария Иванова") && shows("Входящий звонок"));
        server.receives("card-shown");
        until("the window is up", () -> window.isVisible() && window.getExtendedState() == Frame.NORMAL);
        assertThat(elsewhere.isFocused()).isTrue();
        assertThat(window.isFocused()).isFalse();
        onWindow(() -> {
            elsewhere.dispose();
            return null;
        });
        server.sendsExample("server-update-answered");
        until("she talks", () -> shows("Разговор"));
    }

    private void theCardNumberIsNotRecorded() throws Exception {
        server.sendsExample("server-update-recorded");
        until("the talk is recorded", () -> shows("Идёт запись"));
        press("Приостановить запись");
        assertThat(server.receives("pause-recording").get("paused").booleanValue())
                .isTrue();
        server.sendsExample("server-update-recording-paused");
        until("it is seen that nothing is recorded", () -> shows("Не записывается"));
        press("Продолжить запись");
        assertThat(server.receives("pause-recording").get("paused").booleanValue())
                .isFalse();
        server.sendsExample("server-update-answered");
        until("no word of a recording", () -> !shows("Не записывается"));
    }

    private void theCallIsHandedOn() throws Exception {
        server.sendsExample("server-update-commands");
        until("what may be done is there", () -> has("Перевести …") && has("Удержать") && has("Завершить"));
        press("Перевести …");
        server.receives("colleagues");
        server.sendsExample("server-colleagues");
        var dialog = (JDialog) onWindow(() -> window.getOwnedWindows()[0]);
        var list = onWindow(() -> all(dialog, JList.class).get(0));
        until("the colleagues are there", () -> list.getModel().getSize() == 2);
        onWindow(() -> {
            var typed = all(dialog, JTextField.class).get(0);
            typed.setText("смир");
            typed.postActionEvent();
            return null;
        });
        assertThat(server.receives("transfer").get("to").stringValue()).isEqualTo("102");
        server.sendsExample("server-command-refused");
        until("why not is said", () -> labels().anyMatch(text -> text.startsWith("Нет коллеги с телефоном по имени")));
    }

    private void aColleagueIsAskedFirst() throws Exception {
        server.sendsExample("server-update-consulting");
        until("they speak", () -> shows("Вы говорите с коллегой: Борис Смирнов. Звонящий ждёт"));
        press("Соединить");
        assertThat(server.receives("complete").get("id").stringValue())
                .isEqualTo("01973a20-0000-7000-8000-000000000001");
        server.sendsExample("server-update-not-transferred");
        until("the button is back", () -> has("Перевести …"));
        server.sendsExample("server-update-commands");
        until("no word of it", () -> labels().noneMatch(text -> text.contains("не состоялся")));
    }

    private void aColleaguesCallIsPickedUp() throws Exception {
        key(KeyEvent.VK_P, KeyEvent.CTRL_DOWN_MASK);
        server.receives("colleagues");
        server.sendsExample("server-colleagues");
        until("what rings is offered", () -> menuItem() != null);
        onWindow(() -> {
            menuItem().doClick();
            return null;
        });
        assertThat(server.receives("pick-up").get("callId").stringValue())
                .isEqualTo("01973a10-0000-7000-8000-000000000001");
    }

    private void aPressedButtonHangsUpOnce() throws Exception {
        press("Завершить");
        server.receives("hang-up");
        assertThat(onWindow(() -> all(window, AbstractButton.class).stream()
                        .filter(button -> "Завершить".equals(button.getText()))
                        .noneMatch(AbstractButton::isEnabled)))
                .isTrue();
        server.sendsExample("server-update-answered");
        until("nothing may be done", () -> !has("Завершить"));
    }

    private void whatWaitsIsCountedAndSheIsReminded() throws Exception {
        server.sendsExample("server-to-do");
        until("what waits is counted", () -> has("Пропущенные: 3 · задачи: 2"));
        until("she is reminded", () -> labels().anyMatch("Задача: Позвонить Марии"::equals));
    }

    private void aPageThatIsOpenAndSaysNothingIsNotWaitedForLong() throws Exception {
        server.sendsExample("server-screens");
        onWindow(() -> {
            window.setExtendedState(Frame.ICONIFIED);
            return null;
        });
        server.sendsExample("server-pop-up-unknown");
        server.receives("card-shown");
        until("the window is up", () -> window.isVisible() && window.getExtendedState() == Frame.NORMAL);
        escape();
    }

    private static JMenuItem menuItem() {
        var chosen = MenuSelectionManager.defaultManager().getSelectedPath();
        return chosen.length > 1
                        && chosen[1] instanceof JMenuItem item
                        && item.getText().contains("Борис Смирнов")
                ? item
                : null;
    }

    private void escape() throws Exception {
        onWindow(() -> {
            var escape = new KeyEvent(
                    window.getRootPane(), KeyEvent.KEY_PRESSED, 0, 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED);
            window.getRootPane().dispatchEvent(escape);
            return null;
        });
        server.receives("dismissed");
    }

    private void escapePutsTheCardAway() throws Exception {
        escape();
        until("nothing on the desk", () -> shows("Сейчас звонков нет"));
        server.sendsExample("server-end-answered");
        until("it is in the history", () -> window.history.getModel().getSize() == 1);
        assertThat(shows("Сейчас звонков нет")).isTrue();
    }

    private void markupInANameIsText() throws Exception {
        server.sends(org.ringbook.agent.Examples.text("server-pop-up")
                .replace("Мария Иванова", "<html><h1>Мария</h1>")
                .replace("000000000001", "000000000002"));
        until("shown as it is", () -> shows("<html><h1>Мария</h1>"));
        server.receives("card-shown");
        boolean anyMarkup = onWindow(() -> all(window, Component.class).stream()
                .filter(part -> part instanceof javax.swing.JComponent)
                .anyMatch(part -> ((javax.swing.JComponent) part).getClientProperty("html") != null));
        assertThat(anyMarkup).isFalse();
        press("Копировать номер");
        var copied = Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.stringFlavor);
        assertThat(copied).isEqualTo("+79161112233");
        press("Скрыть");
        server.receives("dismissed");
    }

    private void aNumberIsTypedAndDialled() throws Exception {
        var number = onWindow(() -> all(window.dial, JTextField.class).get(0));
        onWindow(() -> {
            number.setText("8 (916) 111-22-33");
            number.postActionEvent();
            return null;
        });
        var dial = server.receives("dial");
        assertThat(dial.get("to").stringValue()).isEqualTo("89161112233");
        assertThat(dial.get("from").stringValue()).isEqualTo("101");
        until("what came of it is said", () -> shows("Звоним 89161112233 с 101. Снимите трубку."));
        until("the box is empty again", () -> number.getText().isEmpty());
        onWindow(() -> {
            number.setText("*72");
            number.postActionEvent();
            return null;
        });
        until("a feature code is not dialled", () -> shows("«*72» — такой номер набрать нельзя"));
        assertThat(number.getText()).isEqualTo("*72");
    }

    private void theConnectionBreaksAndTheWindowSaysSo() throws Exception {
        server.close();
        until("the reason is on the desk", () -> shows("Нет связи с 127.0.0.1"));
        until("the pause is counted", () -> labels().anyMatch(text -> text.matches("Нет связи, попытка через \\d+ с")));
        assertThat(onWindow(() -> all(window.dial, AbstractButton.class).stream()
                        .filter(button -> "Позвонить".equals(button.getText()))
                        .noneMatch(AbstractButton::isEnabled)))
                .isTrue();
    }

    private void typePassword(String password) throws Exception {
        onWindow(() -> {
            var field = all(window.signIn, JPasswordField.class).get(0);
            field.setText(password);
            field.postActionEvent();
            return null;
        });
    }
}
