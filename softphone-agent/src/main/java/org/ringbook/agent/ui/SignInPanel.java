package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.words.Words;

/** Sign-in, inside the window: no dialog that takes the keyboard from what the person is typing elsewhere. */
final class SignInPanel extends Column {

    private static final long serialVersionUID = 1L;

    private final transient Words words;
    private final JTextField server = new JTextField();
    private final JTextField login = new JTextField();
    private final JPasswordField password = new JPasswordField();
    private final WrappedText told = new WrappedText("", 24);
    private final WrappedText warning = new WrappedText("", 24);
    private final JButton button;

    /** @param withoutServer somebody wants the telephone alone */
    SignInPanel(Words words, Consumer<SignIn> wanted, Runnable withoutServer) {
        this.words = words;
        int edge = UIScale.scale(20);
        setBorder(BorderFactory.createEmptyBorder(edge, edge, edge, edge));
        Runnable act = () -> submit(wanted);
        button = CardPanel.button(words.text("signin.button"), act);
        password.putClientProperty("JPasswordField.showCapsLock", true);
        for (JTextField field : new JTextField[] {server, login, password}) {
            field.addActionListener(event -> act.run());
        }
        under(new PlainLabel(words.text("signin.title")).bold().larger(1.5f), 0);
        field("signin.server", server);
        field("signin.login", login);
        field("signin.password", password);
        under(warning, 8).under(told, 8).under(button, 12);
        under(CardPanel.quietButton(words.text("signin.telephone_only"), withoutServer), 12)
                .space();
        server.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                warn();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                warn();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                warn();
            }
        });
    }

    private void field(String label, JComponent field) {
        var name = new PlainLabel(words.text(label));
        name.setLabelFor(field);
        under(name, 10).under(field, 3);
    }

    void offer(String knownServer, String knownLogin) {
        server.setText(knownServer == null ? "" : knownServer);
        login.setText(knownLogin == null ? "" : knownLogin);
        password.setText("");
        warn();
    }

    /** @param text what went wrong and what to do */
    void say(String text, boolean busy) {
        told.setText(text);
        told.setForeground(busy ? Look.quiet() : Look.of(CardText.Tone.MISSED));
        button.setEnabled(!busy);
    }

    void takeKeyboard() {
        JTextField first = server.getText().isBlank() ? server : login.getText().isBlank() ? login : password;
        first.requestFocusInWindow();
    }

    private void warn() {
        boolean exposed;
        try {
            exposed = ServerAddress.of(server.getText()).exposed();
        } catch (IllegalArgumentException notYet) {
            exposed = false;
        }
        warning.setText(exposed ? words.text("signin.open") : "");
        warning.setForeground(Look.of(CardText.Tone.HELD));
    }

    private void submit(Consumer<SignIn> wanted) {
        var given = new SignIn(server.getText().strip(), login.getText().strip(), new String(password.getPassword()));
        if (given.server().isEmpty()
                || given.login().isEmpty()
                || given.password().isEmpty()) {
            say(words.text("signin.need"), false);
            return;
        }
        try {
            ServerAddress.of(given.server());
        } catch (IllegalArgumentException notAnAddress) {
            say(words.text("cli.bad_server", given.server()), false);
            return;
        }
        say(words.text("signin.checking"), true);
        password.setText("");
        wanted.accept(given);
    }
}
