package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.Timer;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.phone.RegistrationState;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.SessionState;
import org.ringbook.agent.words.Words;

/**
 * How the connection to the server is, and how the telephone is: a lamp and a sentence each, because each lives without the other, and a button
 * that does not wait.
 */
final class StatusBar extends JPanel {

    private static final long serialVersionUID = 1L;

    private final transient Words words;
    private final PlainLabel text = new PlainLabel(" ");
    private final PlainLabel phone = new PlainLabel("");
    private final PlainLabel messages = new PlainLabel("");
    private final JButton tryNow;
    private final JButton toDo;
    private final JButton large = CardPanel.quietButton("", () -> {});
    private final Timer countdown = new Timer(1000, event -> count());
    private transient SessionState state = new SessionState(SessionState.Kind.CLOSED, null, 0);
    private int left;

    /**
     * @param again tries to connect now
     * @param work opens the workspace, where what waits is done
     */
    StatusBar(Words words, Runnable again, Runnable work) {
        super(new BorderLayout());
        this.words = words;
        tryNow = CardPanel.quietButton(words.text("state.try_now"), again);
        setBorder(BorderFactory.createEmptyBorder(
                UIScale.scale(5), UIScale.scale(12), UIScale.scale(5), UIScale.scale(8)));
        text.setIconTextGap(7);
        add(text, BorderLayout.CENTER);
        toDo = CardPanel.quietButton("", work);
        toDo.setVisible(false);
        var right = new JPanel(new BorderLayout());
        right.setOpaque(false);
        right.add(toDo, BorderLayout.CENTER);
        right.add(tryNow, BorderLayout.EAST);
        right.add(large, BorderLayout.WEST);
        large.setVisible(false);
        add(right, BorderLayout.EAST);
        tryNow.setVisible(false);
        phone.setIconTextGap(7);
        phone.setVisible(false);
        messages.setIconTextGap(7);
        messages.setVisible(false);
        var telephone = new JPanel(new BorderLayout(UIScale.scale(8), 0));
        telephone.setOpaque(false);
        telephone.add(phone, BorderLayout.CENTER);
        telephone.add(messages, BorderLayout.EAST);
        add(telephone, BorderLayout.SOUTH);
    }

    /** A lamp for what waits in the mailbox, with how many nobody has heard. */
    void messages(MessagesWaiting now) {
        String said = PhoneText.messages(now, words);
        messages.setText(said);
        messages.setVisible(now.some());
        messages.setIcon(new Lamp(Look.of(CardText.Tone.HELD)));
        String all = words.text("phone.messages.all", String.valueOf(now.fresh()), String.valueOf(now.old()));
        messages.setToolTipText(now.fresh() + now.old() == 0 ? said : all);
        messages.getAccessibleContext().setAccessibleName(said);
    }

    /** @param account such as 101; null while there is no telephone */
    void phone(RegistrationState now, String account) {
        phone.setVisible(account != null);
        phone.setIcon(new Lamp(Look.of(PhoneText.tone(now))));
        phone.setText(PhoneText.lamp(now, account, words));
        phone.setToolTipText(phone.getText());
        phone.getAccessibleContext().setAccessibleName(phone.getText());
    }

    /** How the small window becomes a large one. */
    void largeAgain(String words, Runnable action) {
        large.setText("▢");
        large.setToolTipText(words + " (Ctrl+D)");
        large.getAccessibleContext().setAccessibleName(words);
        large.addActionListener(event -> action.run());
    }

    void small(boolean on) {
        large.setVisible(on);
    }

    /** Whether there is a server at all: a telephone can do without. */
    void server(boolean wanted) {
        text.setVisible(wanted);
    }

    /** What waits for the person; nothing is shown for nothing. */
    void toDo(int missed, int dueTasks) {
        toDo.setText(missed + dueTasks == 0 ? "" : words.text("to_do", missed, dueTasks));
        toDo.setVisible(missed + dueTasks > 0);
        toDo.setForeground(missed > 0 ? Look.of(CardText.Tone.MISSED) : Look.quiet());
    }

    void show(SessionState now, ServerAddress server) {
        state = now;
        left = now.seconds();
        tryNow.setVisible(now.kind() == SessionState.Kind.WAITING);
        text.setIcon(new Lamp(Look.of(tone(now.kind()))));
        String where = server == null ? "" : server.host();
        switch (now.kind()) {
            case CONNECTING -> text.setText(words.text("state.connecting", where));
            case CONNECTED ->
                text.setText(words.text(server.exposed() ? "state.connected_open" : "state.connected", where));
            case REFUSED -> text.setText(words.text("why." + now.why()));
            case CLOSED -> text.setText(words.text("state.closed"));
            case WAITING -> waiting();
        }
        if (now.kind() == SessionState.Kind.WAITING) {
            countdown.restart();
        } else {
            countdown.stop();
        }
        text.setToolTipText(now.why() == null ? text.getText() : words.text("why." + now.why()));
    }

    private void count() {
        left = Math.max(0, left - 1);
        waiting();
    }

    private void waiting() {
        text.setText(words.text("state.waiting", String.valueOf(left)));
    }

    private static CardText.Tone tone(SessionState.Kind kind) {
        return switch (kind) {
            case CONNECTED -> CardText.Tone.RINGING;
            case CONNECTING -> CardText.Tone.HELD;
            case WAITING, REFUSED -> CardText.Tone.MISSED;
            case CLOSED -> CardText.Tone.ENDED;
        };
    }

    private record Lamp(Color colour) implements Icon {

        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(colour);
            g.fillOval(x, y, getIconWidth(), getIconHeight());
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return UIScale.scale(9);
        }

        @Override
        public int getIconHeight() {
            return UIScale.scale(9);
        }
    }
}
