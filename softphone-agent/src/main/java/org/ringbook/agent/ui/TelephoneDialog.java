package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JTabbedPane;
import javax.swing.KeyStroke;
import org.ringbook.agent.words.Words;

/** The telephone and its sound: account, devices, ring. Esc closes it. */
final class TelephoneDialog extends JDialog {

    private static final long serialVersionUID = 1L;

    final AccountPanel account;
    private final AudioPanel sound;
    private final JTabbedPane tabs = new JTabbedPane();

    TelephoneDialog(AgentWindow window, Words words, AccountPanel account, AudioPanel sound) {
        super(window, words.text("menu.telephone"), false);
        this.account = account;
        this.sound = sound;
        tabs.addTab(words.text("sound.title"), framed(sound));
        tabs.addTab(words.text("account.title"), framed(account));
        setContentPane(new javax.swing.JPanel(new BorderLayout()));
        add(tabs, BorderLayout.CENTER);
        getRootPane()
                .registerKeyboardAction(
                        event -> dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                sound.quiet();
            }
        });
        setAlwaysOnTop(true);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
        pack();
        setSize(Math.max(getWidth(), UIScale.scale(370)), getHeight());
    }

    private static JComponent framed(Column column) {
        int edge = UIScale.scale(12);
        column.setBorder(BorderFactory.createEmptyBorder(edge, edge, edge, edge));
        column.space();
        return column;
    }

    void open(boolean atAccount) {
        tabs.setSelectedIndex(atAccount ? 1 : 0);
        setLocationRelativeTo(getOwner());
        setVisible(true);
        sound.listen();
    }
}
