package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.ServerApi;
import org.ringbook.agent.words.Words;

/** The note of one call and its result. Ctrl+Enter saves, Esc closes what has nothing unsaved. */
final class NoteDialog extends JDialog {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 20_000;

    private final transient Words words;
    private final String callId;
    private final transient Consumer<NoteDialog> ask;
    private final transient BiConsumer<ServerApi.Note, NoteDialog> save;
    private final JTextArea text = new JTextArea(5, 20);
    private final JComboBox<String> choice = new JComboBox<>();
    private final JTextField reason = new JTextField();
    private final PlainLabel reasonLabel;
    private final WrappedText told = new WrappedText("", 24);
    private final JButton button;
    private transient List<ServerApi.Choice> choices = List.of();
    private transient ServerApi.Note before = ServerApi.Note.NONE;
    private boolean known;
    /** What was there when it was said that it is not saved. */
    private transient ServerApi.Note warned;

    /**
     * @param ask asked what was written before and what can be chosen; tells the dialog
     * @param save asked to keep what is given; tells the dialog how it went
     */
    NoteDialog(
            AgentWindow window,
            Words words,
            Card card,
            Consumer<NoteDialog> ask,
            BiConsumer<ServerApi.Note, NoteDialog> save) {
        super(window, words.text("note.title", CardText.title(card, words)), false);
        this.words = words;
        this.callId = card.callId();
        this.ask = ask;
        this.save = save;
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.getAccessibleContext().setAccessibleName(words.text("note.text"));
        // Tab leads on, as everywhere else in the window.
        text.setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        button = CardPanel.button(words.text("note.save"), this::save);
        button.setToolTipText("Ctrl+Enter");
        button.setEnabled(false);
        reasonLabel = new PlainLabel(words.text("note.reason"));
        reasonLabel.setLabelFor(reason);
        choice.addActionListener(event -> reasonShown());
        layOut();
        reasonShown();
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), this::leave);
        onKey(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, KeyEvent.CTRL_DOWN_MASK), this::save);
        setAlwaysOnTop(true);
        setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
        addWindowListener(new java.awt.event.WindowAdapter() {
            @Override
            public void windowClosing(java.awt.event.WindowEvent event) {
                leave();
            }
        });
    }

    private void layOut() {
        var chosen = new PlainLabel(words.text("note.result"));
        chosen.setLabelFor(choice);
        var below = new Column()
                .under(chosen, 8)
                .under(choice, 2)
                .under(reasonLabel, 8)
                .under(reason, 2)
                .under(told, 6);
        var buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, UIScale.scale(4)));
        buttons.add(button);
        below.under(buttons, 4);
        var content = new JPanel(new BorderLayout());
        int edge = UIScale.scale(12);
        content.setBorder(BorderFactory.createEmptyBorder(edge, edge, edge, edge));
        content.add(new JScrollPane(text), BorderLayout.CENTER);
        content.add(below, BorderLayout.SOUTH);
        setContentPane(content);
        setSize(new Dimension(UIScale.scale(360), UIScale.scale(380)));
    }

    private void onKey(KeyStroke key, Runnable action) {
        getRootPane().registerKeyboardAction(event -> action.run(), key, JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    void open() {
        setLocationRelativeTo(getOwner());
        setVisible(true);
        text.requestFocusInWindow();
        ask.accept(this);
    }

    boolean isOf(Card card) {
        return card.callId().equals(callId);
    }

    String callId() {
        return callId;
    }

    boolean hasUnsaved() {
        return !now().equals(before);
    }

    /** What can be chosen, and what was written before; what is typed already stays. */
    void offer(List<ServerApi.Choice> those, ServerApi.Note written) {
        boolean offered = written.choice() == null
                || those.stream().anyMatch(one -> one.id().equals(written.choice()));
        choices = new ArrayList<>(those);
        if (!offered) {
            // Chosen before, and not offered any more: it stays unless something else is chosen.
            choices.add(new ServerApi.Choice(
                    written.choice(),
                    words.text("note.result_before"),
                    !written.reason().isEmpty()));
        }
        known = true;
        choice.addItem(words.text("note.no_result"));
        choices.forEach(one -> choice.addItem(one.name()));
        String typed = text.getText();
        text.setText(
                written.text().isEmpty() || typed.isBlank() ? written.text() + typed : written.text() + "\n" + typed);
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).id().equals(written.choice())) {
                choice.setSelectedIndex(i + 1);
            }
        }
        reason.setText(written.reason());
        before = new ServerApi.Note(
                written.text(), chosen() == null ? null : chosen().id(), written.reason(), written.version());
        button.setText(words.text("note.save"));
        button.setEnabled(true);
        say("");
        reasonShown();
    }

    private ServerApi.Choice chosen() {
        int at = choice.getSelectedIndex() - 1;
        return at < 0 || at >= choices.size() ? null : choices.get(at);
    }

    private void reasonShown() {
        boolean asked = chosen() != null && chosen().asksForReason();
        reason.setVisible(asked);
        reasonLabel.setVisible(asked);
        revalidate();
    }

    private ServerApi.Note now() {
        ServerApi.Choice one = chosen();
        return new ServerApi.Note(
                text.getText(),
                one == null ? null : one.id(),
                one != null && one.asksForReason() ? reason.getText() : "",
                before.version());
    }

    private void save() {
        if (!button.isEnabled()) {
            return;
        }
        if (!known) {
            button.setEnabled(false);
            say("");
            ask.accept(this);
            return;
        }
        if (text.getText().length() > LONGEST) {
            say(words.text("note.too_long", LONGEST));
            return;
        }
        ServerApi.Choice one = chosen();
        if (one != null && one.asksForReason() && reason.getText().isBlank()) {
            say(words.text("note.reason_wanted", one.name()));
            reason.requestFocusInWindow();
            return;
        }
        button.setEnabled(false);
        say("");
        save.accept(now(), this);
    }

    /** What could not be asked for is asked for again by the button; what was typed stays. */
    void notRead(String why) {
        button.setText(words.text("note.again"));
        notSaved(why);
    }

    /**
     * Closes, unless something was typed since it was sent.
     *
     * @param kept the note as the server has it now
     */
    void saved(ServerApi.Note sent, ServerApi.Note kept) {
        if (now().equals(sent)) {
            dispose();
            return;
        }
        if (!kept.text().equals(sent.text().strip()) && text.getText().startsWith(sent.text())) {
            // The server joined it with what was written elsewhere: what was typed since follows both.
            text.replaceRange(kept.text(), 0, sent.text().length());
        }
        before = new ServerApi.Note(kept.text(), sent.choice(), sent.reason(), kept.version());
        button.setEnabled(true);
        say(words.text("note.typed_since"));
    }

    void notSaved(String why) {
        button.setEnabled(true);
        say(why);
    }

    void say(String what) {
        told.setText(what);
        told.setForeground(Look.of(CardText.Tone.MISSED));
    }

    private void leave() {
        closes(words.text("note.unsaved"));
    }

    /**
     * The first time it is said that something is not saved; the second time it is meant, as long as nothing was typed between.
     *
     * @return whether it is closed now
     */
    boolean closes(String warning) {
        boolean meant = now().equals(warned) && told.getText().equals(warning);
        if (hasUnsaved() && !meant) {
            warned = now();
            say(warning);
            return false;
        }
        dispose();
        return true;
    }
}
