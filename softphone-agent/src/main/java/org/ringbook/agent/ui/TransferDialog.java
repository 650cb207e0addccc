package org.ringbook.agent.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.words.Words;

/**
 * To whom a call goes: what is typed narrows the colleagues, the arrows choose one, Enter hands on, Ctrl+Enter asks first, Esc leaves all as
 * it is. A number that is nobody's can be typed as well.
 */
final class TransferDialog extends JDialog {

    private static final long serialVersionUID = 1L;

    /** What comes of it. */
    interface Chosen {
        /** @param to an extension, or what was typed: a name or a number */
        void to(String to, boolean consult);
    }

    private final transient Words words;
    private final transient Chosen chosen;
    private final boolean blind;
    private final boolean consults;
    private final JTextField typed = new JTextField();
    private final DefaultListModel<Row> rows = new DefaultListModel<>();
    private final JList<Row> list = new JList<>(rows);
    private transient List<ServerMessage.Colleague> people = List.of();

    /** One colleague as the list shows them. */
    private record Row(ServerMessage.Colleague one, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    TransferDialog(AgentWindow window, Words words, Card card, Chosen chosen) {
        this(window, words, CardText.title(card, words), card.can("transfer"), card.can("consult"), chosen);
    }

    /**
     * @param who is handed on
     * @param blind whether it can be done without asking
     * @param consults whether the other one can be asked first
     */
    TransferDialog(AgentWindow window, Words words, String who, boolean blind, boolean consults, Chosen chosen) {
        super(window, words.text("transfer.title", who), false);
        this.words = words;
        this.chosen = chosen;
        this.blind = blind;
        this.consults = consults;
        typed.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, words.text("transfer.to_whom"));
        typed.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                narrow();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                narrow();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                narrow();
            }
        });
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.putClientProperty("html.disable", Boolean.TRUE);
        list.setCellRenderer(new PlainRows());
        layOut();
        keys();
    }

    private void layOut() {
        var content = new JPanel(new BorderLayout(0, UIScale.scale(8)));
        int edge = UIScale.scale(12);
        content.setBorder(BorderFactory.createEmptyBorder(edge, edge, edge, edge));
        content.add(typed, BorderLayout.NORTH);
        content.add(new JScrollPane(list), BorderLayout.CENTER);
        var buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(6), 0));
        if (consults) {
            var ask = CardPanel.button(words.text("transfer.ask_first"), () -> choose(true));
            ask.setToolTipText("Ctrl+Enter");
            buttons.add(ask);
        }
        if (blind) {
            var now = CardPanel.button(words.text("transfer.now"), () -> choose(false));
            now.setToolTipText("Enter");
            buttons.add(now);
        }
        content.add(buttons, BorderLayout.SOUTH);
        setContentPane(content);
        setSize(new Dimension(UIScale.scale(360), UIScale.scale(360)));
        setAlwaysOnTop(true);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
    }

    private void keys() {
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), this::dispose);
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK), () -> choose(true));
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_DOWN, 0), () -> move(1));
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_UP, 0), () -> move(-1));
        typed.addActionListener(event -> choose(!blind));
    }

    private void onKey(KeyStroke key, Runnable action) {
        getRootPane().registerKeyboardAction(event -> action.run(), key, JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    void open() {
        setLocationRelativeTo(getOwner());
        setVisible(true);
        typed.requestFocusInWindow();
    }

    /** Colleagues as they are now. */
    void offer(List<ServerMessage.Colleague> now) {
        people = now;
        narrow();
    }

    private void narrow() {
        String[] wanted = typed.getText().strip().toLowerCase(Locale.ROOT).split("\\s+");
        rows.clear();
        people.stream()
                .map(one -> new Row(one, text(one)))
                .filter(row -> Arrays.stream(wanted).allMatch(row.text().toLowerCase(Locale.ROOT)::contains))
                .forEach(rows::addElement);
        if (!typed.getText().isBlank() && !rows.isEmpty()) {
            list.setSelectedIndex(0);
        }
    }

    private String text(ServerMessage.Colleague one) {
        String state = one.state() == null ? "" : " · " + words.textOr("colleague." + one.state(), one.state());
        return one.name() + " · " + one.extension() + state;
    }

    private void move(int by) {
        int next = Math.max(0, Math.min(rows.size() - 1, list.getSelectedIndex() + by));
        list.setSelectedIndex(next);
        list.ensureIndexIsVisible(next);
    }

    private void choose(boolean consult) {
        Row row = list.getSelectedValue();
        String to = row == null ? typed.getText().strip() : row.one().extension();
        if (to.isEmpty() || consult && !consults || !consult && !blind) {
            return;
        }
        dispose();
        chosen.to(to, consult);
    }
}
