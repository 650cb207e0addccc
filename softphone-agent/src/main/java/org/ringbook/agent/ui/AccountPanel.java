package org.ringbook.agent.ui;

import java.util.function.BiConsumer;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.settings.SettingsFile;
import org.ringbook.agent.words.Words;

/** The telephone's account: the server's, which nobody types, or one of its own. */
final class AccountPanel extends Column {

    private static final long serialVersionUID = 1L;

    private final transient Words words;
    private final JTextField address = new JTextField();
    private final JTextField login = new JTextField();
    private final JPasswordField password = new JPasswordField();
    private final JTextField certificate = new JTextField();
    private final JCheckBox keep;
    private final WrappedText state = new WrappedText("", 24);
    private final WrappedText told = new WrappedText("", 24);
    private final JButton button;

    /** @param use given the account, and whether its password is to be kept */
    AccountPanel(Words words, BiConsumer<Account, Boolean> use) {
        this.words = words;
        keep = new JCheckBox(words.text("account.keep"));
        button = CardPanel.button(words.text("account.use"), () -> submit(use));
        state.setForeground(Look.quiet());
        under(state, 0);
        field("account.address", address);
        field("account.login", login);
        field("account.password", password);
        field("account.certificate", certificate);
        under(CardPanel.quietButton(words.text("account.choose_file"), this::chooseFile), 2);
        under(keep, 6).under(told, 6).under(button, 8);
        address.addActionListener(event -> submit(use));
        password.addActionListener(event -> submit(use));
    }

    private void field(String label, JComponent field) {
        var name = new PlainLabel(words.text(label));
        name.setLabelFor(field);
        under(name, 8).under(field, 2);
    }

    private void chooseFile() {
        var chooser = new JFileChooser(certificate.getText().isBlank() ? null : certificate.getText());
        chooser.setDialogTitle(words.text("account.certificate"));
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            certificate.setText(chooser.getSelectedFile().getPath());
        }
    }

    /**
     * @param ofServer there is nothing to type: the account came with the sign-in
     * @param trusted file of the company's own authority; null for none
     */
    void show(String now, Account account, boolean ofServer, String trusted) {
        certificate.setText(trusted);
        state.setText(ofServer ? words.text("account.of_server", account.user()) + " " + now : now);
        if (account != null && !ofServer) {
            address.setText(written(account));
            login.setText(account.login().equals(account.user()) ? "" : account.login());
        }
    }

    /** What is usual is not written. */
    private static String written(Account account) {
        String usual = ":" + account.transport().port();
        return account.toString().replace(";transport=udp", "").replaceAll(usual + "(?=[,;]|$)", "");
    }

    private void submit(BiConsumer<Account, Boolean> use) {
        String typed = address.getText().strip();
        String name = login.getText().strip();
        String file = certificate.getText().strip();
        if (!file.isEmpty() && !SettingsFile.isCertificate(file)) {
            wrong(words.text("account.bad_certificate", file));
            return;
        }
        try {
            Account account = Account.of(
                    typed, name.isEmpty() ? null : name, new String(password.getPassword()), Account.DigitsBy.RTP);
            told.setText("");
            use.accept(file.isEmpty() ? account : account.trusting(file), keep.isSelected());
            password.setText("");
        } catch (IllegalArgumentException notAnAddress) {
            wrong(words.text("cli.bad_sip", typed));
        }
    }

    private void wrong(String text) {
        told.setText(text);
        told.setForeground(Look.of(CardText.Tone.MISSED));
    }
}
