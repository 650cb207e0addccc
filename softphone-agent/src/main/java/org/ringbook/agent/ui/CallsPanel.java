package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.awt.Insets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import org.ringbook.agent.phone.Action;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Secrecy;
import org.ringbook.agent.words.Words;

/** The calls of the telephone, each with what can be done with it now; the one that is talked in first. Empty, it takes no room. */
final class CallsPanel extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final int COLUMNS = 3;

    /** What the person does. */
    interface Actions {
        void answer(String call);

        void reject(String call);

        void hangUp(String call);

        /** Holds, or talks again; whoever was talked with meanwhile is put on hold. */
        void hold(String call);

        void mute(String call);

        void transfer(String call);

        /** Joins the one who waits with the one who was asked, and leaves. */
        void join(String call);

        /** Talks with this one and the other one at once. */
        void conference(String call);

        void digits(String call, String keys);
    }

    /** @param who a name from the card, or what the telephone knows */
    record Row(CallStatus call, String who) {}

    private final transient Words words;
    private final transient Actions actions;
    private final Keypad keypad;
    private final transient Map<String, PlainLabel> clocks = new HashMap<>();
    private final transient Map<String, List<PlainLabel>> hovered = new HashMap<>();
    private transient List<Row> rows = List.of();
    private boolean keys;

    CallsPanel(Words words, Actions actions) {
        super(new BorderLayout());
        this.words = words;
        this.actions = actions;
        this.keypad = new Keypad(words, this::press);
        setVisible(false);
    }

    void show(List<Row> now) {
        if (now.equals(rows)) {
            return;
        }
        String focused = focusedButton();
        rows = now;
        clocks.clear();
        hovered.clear();
        removeAll();
        keys &= now.stream().anyMatch(row -> row.call().possible().contains(Action.DIGITS));
        var column = new Column();
        for (Row row : now) {
            column.under(strip(row), column.getComponentCount() == 0 ? 0 : 6);
        }
        if (keys) {
            column.under(keypad, 6);
        } else {
            keypad.clear();
        }
        setBorder(BorderFactory.createEmptyBorder(
                UIScale.scale(8), UIScale.scale(12), UIScale.scale(8), UIScale.scale(12)));
        add(column, BorderLayout.CENTER);
        setVisible(!now.isEmpty());
        tick(Instant.now());
        revalidate();
        repaint();
        giveBack(focused);
    }

    /** Colours are of the look that is on now. */
    void lookChanged() {
        List<Row> now = rows;
        rows = List.of();
        show(now);
    }

    void tick(Instant now) {
        for (Row row : rows) {
            PlainLabel clock = clocks.get(row.call().id());
            long seconds = Duration.between(PhoneText.since(row.call()), now).toSeconds();
            clock.setText(CardText.duration(seconds));
        }
    }

    /** How a call sounds, for whoever rests the mouse on it, and for a screen reader. */
    void sounds(String call, String text) {
        for (PlainLabel label : hovered.getOrDefault(call, List.of())) {
            if (!text.equals(label.getToolTipText())) {
                label.setToolTipText(text);
            }
        }
    }

    /** Shows or hides the keypad, where somebody hears the keys. */
    void toggleKeys() {
        boolean heard = rows.stream().anyMatch(row -> row.call().possible().contains(Action.DIGITS));
        keys = heard && !keys;
        lookChanged();
        if (keys) {
            keypad.takeKeyboard();
        }
    }

    private void press(String key) {
        rows.stream()
                .filter(row -> row.call().possible().contains(Action.DIGITS))
                .findFirst()
                .ifPresent(row -> actions.digits(row.call().id(), key));
    }

    private JComponent strip(Row row) {
        CallStatus call = row.call();
        var state = new PlainLabel(PhoneText.state(call, words));
        state.setForeground(Look.of(PhoneText.tone(call)));
        var clock = new PlainLabel("");
        clock.setForeground(Look.of(PhoneText.tone(call)));
        clocks.put(call.id(), clock);
        var line = new JPanel(new BorderLayout(UIScale.scale(8), 0));
        line.setOpaque(false);
        line.add(state, BorderLayout.CENTER);
        line.add(clock, BorderLayout.EAST);
        var who = new PlainLabel(row.who()).bold();
        hovered.put(call.id(), List.of(who, state, clock));
        var title = new JPanel(new BorderLayout(UIScale.scale(8), 0));
        title.setOpaque(false);
        title.add(who, BorderLayout.CENTER);
        boolean known = call.state() == CallState.TALKING && call.secrecy() != null;
        if (known) {
            title.add(padlock(call.secrecy()), BorderLayout.EAST);
        }
        var strip = new Column().under(title, 0).under(line, 1);
        List<JButton> buttons = buttons(call);
        if (!buttons.isEmpty()) {
            var grid = new JPanel(new GridLayout(0, COLUMNS, UIScale.scale(4), UIScale.scale(4)));
            grid.setOpaque(false);
            buttons.forEach(grid::add);
            strip.under(grid, 5);
        }
        DraggedCall.from(strip, () -> call.possible().contains(Action.TRANSFER) ? call.id() : null);
        String secrecy = known ? ", " + PhoneText.secrecy(call.secrecy(), words) : "";
        strip.getAccessibleContext().setAccessibleName(row.who() + ", " + state.getText() + secrecy);
        return strip;
    }

    private PlainLabel padlock(Secrecy secrecy) {
        var label = new PlainLabel("");
        label.setIcon(
                new Padlock(secrecy, secrecy == Secrecy.ENCRYPTED ? Look.of(CardText.Tone.RINGING) : Look.quiet()));
        String text = PhoneText.secrecy(secrecy, words);
        label.setToolTipText(text);
        label.getAccessibleContext().setAccessibleName(text);
        return label;
    }

    /** Two who are talked with, each apart: they could hear each other too. */
    private boolean canBeTogether(CallStatus call) {
        boolean another = rows.stream()
                .map(Row::call)
                .anyMatch(other ->
                        !other.id().equals(call.id()) && other.possible().contains(Action.CONFERENCE));
        return another && rows.stream().noneMatch(row -> row.call().together());
    }

    private List<JButton> buttons(CallStatus call) {
        List<JButton> buttons = new ArrayList<>();
        String id = call.id();
        add(buttons, call, Action.ANSWER, "phone.answer", "Ctrl+Enter", () -> actions.answer(id));
        add(buttons, call, Action.REJECT, "phone.reject", "Ctrl+H", () -> actions.reject(id));
        add(buttons, call, Action.HANG_UP, "card.hang_up", "Ctrl+H", () -> actions.hangUp(id));
        boolean together = call.together() && !call.heldHere();
        add(
                buttons,
                call,
                Action.HOLD,
                together ? "phone.part" : "card.hold",
                together ? "Ctrl+G" : "Ctrl+L",
                () -> actions.hold(id));
        add(buttons, call, Action.RESUME, "phone.resume", "Ctrl+L", () -> actions.hold(id));
        if (call.heldHere() && call.possible().contains(Action.JOIN)) {
            add(buttons, call, Action.JOIN, "card.complete", "Ctrl+J", () -> actions.join(id));
            if (canBeTogether(call)) {
                add(buttons, call, Action.CONFERENCE, "phone.conference", "Ctrl+G", () -> actions.conference(id));
            }
            return buttons;
        }
        if (!call.heldHere()) {
            add(buttons, call, Action.MUTE, "phone.mute", "Ctrl+M", () -> actions.mute(id));
            add(buttons, call, Action.UNMUTE, "phone.unmute", "Ctrl+M", () -> actions.mute(id));
        }
        add(buttons, call, Action.TRANSFER, "card.transfer", "Ctrl+T", () -> actions.transfer(id));
        add(buttons, call, Action.DIGITS, "phone.keys", "Ctrl+K", this::toggleKeys);
        return buttons;
    }

    private void add(List<JButton> buttons, CallStatus call, Action action, String text, String key, Runnable what) {
        if (!call.possible().contains(action)) {
            return;
        }
        var button = CardPanel.button(words.text(text), what);
        int edge = UIScale.scale(4);
        button.setMargin(new Insets(2, edge, 2, edge));
        button.setToolTipText(key);
        button.setName(call.id() + " " + action);
        if (action == Action.ANSWER) {
            button.setForeground(Look.of(CardText.Tone.RINGING));
        } else if (action == Action.HANG_UP || action == Action.REJECT) {
            button.setForeground(Look.of(CardText.Tone.MISSED));
        }
        if (call.state() == CallState.RINGING) {
            button.setFont(button.getFont().deriveFont(java.awt.Font.BOLD));
        }
        buttons.add(button);
    }

    private String focusedButton() {
        return all(this).stream()
                .filter(button -> button.isFocusOwner() && button.getName() != null)
                .map(AbstractButton::getName)
                .findFirst()
                .orElse(null);
    }

    /** A button that was pressed by the keyboard keeps it, also as the one that undoes it. */
    private void giveBack(String name) {
        if (name == null) {
            return;
        }
        List<AbstractButton> buttons = all(this);
        String call = name.substring(0, name.indexOf(' ') + 1);
        buttons.stream()
                .filter(button -> name.equals(button.getName()))
                .findFirst()
                .or(() -> buttons.stream()
                        .filter(button ->
                                button.getName() != null && button.getName().startsWith(call))
                        .findFirst())
                .ifPresent(AbstractButton::requestFocusInWindow);
    }

    private static List<AbstractButton> all(java.awt.Container in) {
        List<AbstractButton> found = new ArrayList<>();
        for (java.awt.Component part : in.getComponents()) {
            if (part instanceof AbstractButton button) {
                found.add(button);
            } else if (part instanceof java.awt.Container inner) {
                found.addAll(all(inner));
            }
        }
        return found;
    }
}
