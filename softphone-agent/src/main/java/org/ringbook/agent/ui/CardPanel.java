package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Insets;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.function.LongUnaryOperator;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.words.Words;

/** The caller's card, or what to expect while there is none. Its height never changes, so nothing jumps. */
final class CardPanel extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final int HEIGHT = 330;
    /** The buttons of a call stand with the telephone then. */
    private static final int HEIGHT_BESIDE_TELEPHONE = 264;

    /** What is left of it when several calls and the keypad want room. */
    private static final int LEAST_BESIDE_TELEPHONE = 200;

    private static final int STRIPE = 4;

    /** What the person can do with a card. */
    interface Actions {
        /** @param candidate whom to open; null to write the number down as somebody new */
        void open(Card card, Card.Candidate candidate);

        void dismiss(Card card);

        /** @param paused false to record again */
        void pauseRecording(Card card, boolean paused);

        /** @param command hang-up, hold */
        void command(Card card, String command);

        /** Asks to whom. */
        void transfer(Card card);

        /** @param command complete, cancel: of the consultation that the card shows */
        void followUp(Card card, String command);

        void callBack(Card card);

        /** Writes down what came of it. */
        void note(Card card);

        void choose(Card card);
    }

    private final transient Words words;
    private transient Actions actions;
    private transient Card card;
    private PlainLabel clock;

    CardPanel(Words words) {
        super(new BorderLayout());
        this.words = words;
        besideTelephone(false);
        DraggedCall.from(this, () -> card == null || card.ended() || !card.can("transfer") ? null : card.callId());
    }

    void acts(Actions who) {
        actions = who;
    }

    /** Calls of this program's own telephone want room below. */
    void besideTelephone(boolean on) {
        setPreferredSize(new Dimension(10, UIScale.scale(on ? HEIGHT_BESIDE_TELEPHONE : HEIGHT)));
        setMinimumSize(on ? new Dimension(10, UIScale.scale(LEAST_BESIDE_TELEPHONE)) : getPreferredSize());
        revalidate();
    }

    void showNothing(String title, String text) {
        card = null;
        clock = null;
        var column = new Column();
        var heading = new PlainLabel(title).bold();
        heading.setForeground(Look.quiet());
        var explained = new WrappedText(text, 20);
        explained.setForeground(Look.quiet());
        column.space().under(heading, 0).under(explained, 4).space();
        fill(column, Look.quiet(), 0);
    }

    /**
     * @param others cards that wait behind this one
     * @param byPhone whether it is a call of this program's own telephone: what can be done with it stands with that
     */
    void show(Card shown, List<Card> others, boolean byPhone) {
        card = shown;
        CardText text = CardText.of(shown, words);
        Color tone = Look.of(text.tone());
        var column = new Column();
        column.under(new PlainLabel(text.title()).bold().larger(1.5f), 6);
        if (!text.company().isEmpty()) {
            column.under(new PlainLabel(text.company()).larger(1.1f), 1);
        }
        if (!text.number().isEmpty()) {
            column.under(number(text), 3);
        }
        for (String detail : text.details()) {
            var label = new PlainLabel(detail);
            label.setForeground(Look.quiet());
            column.under(label, 2);
        }
        if (!text.others().isEmpty()) {
            column.under(whoElse(shown, text.others()), 2);
        }
        column.space();
        fill(column, tone, STRIPE);
        var below = new Column();
        if (!others.isEmpty()) {
            below.under(othersBar(others), 0);
        }
        if (shown.recording() != null) {
            below.under(recording(shown), 0);
        }
        if (!text.asked().isEmpty()) {
            below.under(new WrappedText(text.asked(), 24), 2);
        }
        if (!byPhone && !shown.ended() && !shown.commands().isEmpty()) {
            below.under(commands(shown), 4);
        }
        add(headline(text, tone), BorderLayout.NORTH);
        add(below.under(buttons(shown), 4), BorderLayout.SOUTH);
    }

    /** @param elapsed from epoch milliseconds of the server's clock to seconds since then */
    void tick(LongUnaryOperator elapsed) {
        if (clock != null && card != null && !card.ended() && card.since() != null) {
            clock.setText(CardText.duration(elapsed.applyAsLong(card.since().toEpochMilli())));
        }
    }

    private JComponent headline(CardText text, Color tone) {
        var row = new JPanel(new BorderLayout(UIScale.scale(8), 0));
        row.setOpaque(false);
        var state = new PlainLabel(text.headline()).bold();
        state.setForeground(tone);
        clock = new PlainLabel("").bold();
        clock.setForeground(tone);
        row.add(state, BorderLayout.CENTER);
        row.add(clock, BorderLayout.EAST);
        return row;
    }

    private JComponent number(CardText text) {
        var row = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
        row.setOpaque(false);
        var copy = quietButton(words.text("card.copy"), () -> {
            var plain = new StringSelection(card.external().number());
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(plain, null);
        });
        row.add(new PlainLabel(text.number()).larger(1.1f));
        row.add(copy);
        return row;
    }

    /** A shared number: each of the others can be opened too. */
    private JComponent whoElse(Card shown, List<Card.Candidate> others) {
        var row = new JPanel(new BorderLayout());
        row.setOpaque(false);
        row.add(new PlainLabel(words.text("card.maybe")), BorderLayout.WEST);
        Card.Candidate next = others.get(0);
        row.add(quietButton(CardText.oneLine(next), () -> actions.open(shown, next)), BorderLayout.CENTER);
        if (others.size() > 1) {
            row.add(new PlainLabel(words.text("card.more", String.valueOf(others.size() - 1))), BorderLayout.EAST);
        }
        return row;
    }

    private JComponent othersBar(List<Card> others) {
        var row = new JPanel(new BorderLayout());
        row.setOpaque(false);
        row.setBorder(BorderFactory.createEmptyBorder(0, -UIScale.scale(6), 0, 0));
        Card next = others.get(0);
        row.add(quietButton(words.text("card.others", CardText.title(next, words)), () -> actions.choose(next)));
        if (others.size() > 1) {
            row.add(new PlainLabel(words.text("card.more", String.valueOf(others.size() - 1))), BorderLayout.EAST);
        }
        return row;
    }

    private JComponent recording(Card shown) {
        var row = new JPanel(new BorderLayout(UIScale.scale(8), 0));
        row.setOpaque(false);
        var state = new PlainLabel(words.text(shown.paused() ? "card.not_recorded" : "card.recorded"));
        state.setForeground(shown.paused() ? Look.of(CardText.Tone.HELD) : Look.quiet());
        row.add(shown.paused() ? state.bold() : state, BorderLayout.WEST);
        if (shown.pausable()) {
            row.add(
                    quietButton(
                            words.text(shown.paused() ? "card.record_again" : "card.pause_recording"),
                            () -> actions.pauseRecording(shown, !shown.paused())),
                    BorderLayout.CENTER);
        }
        return row;
    }

    private JComponent commands(Card shown) {
        var row = new JPanel(new FlowLayout(FlowLayout.LEADING, UIScale.scale(6), 0));
        row.setOpaque(false);
        row.setBorder(BorderFactory.createEmptyBorder(0, -UIScale.scale(6), 0, 0));
        if (shown.can("hang_up")) {
            boolean declines = shown.inbound() && Card.RINGING.equals(shown.state());
            var hangUp = onceButton(
                    words.text(declines ? "card.decline" : "card.hang_up"), () -> actions.command(shown, "hang-up"));
            hangUp.setForeground(Look.of(CardText.Tone.MISSED));
            hangUp.setToolTipText("Ctrl+H");
            row.add(hangUp);
        }
        boolean consulting = shown.asked() != null && shown.asked().consulting();
        if (consulting && shown.asked().readyToComplete()) {
            row.add(onceButton(words.text("card.complete"), () -> actions.followUp(shown, "complete")));
        }
        if (consulting) {
            row.add(onceButton(words.text("card.back"), () -> actions.followUp(shown, "cancel")));
        } else if (shown.can("transfer") || shown.can("consult")) {
            var transfer = button(words.text("card.transfer"), () -> actions.transfer(shown));
            transfer.setToolTipText("Ctrl+T");
            narrow(transfer);
            row.add(transfer);
        }
        if (!consulting && shown.can("hold") && Card.TALKING.equals(shown.state())) {
            row.add(onceButton(words.text("card.hold"), () -> actions.command(shown, "hold")));
        }
        return row;
    }

    /** Pressed, it waits for what comes of it. */
    private static JButton onceButton(String text, Runnable action) {
        var button = button(text, action);
        button.addActionListener(event -> button.setEnabled(false));
        narrow(button);
        return button;
    }

    /** Three of them stand beside each other in the narrow window. */
    private static void narrow(JButton button) {
        int edge = UIScale.scale(8);
        button.setMargin(new Insets(2, edge, 2, edge));
    }

    private JComponent buttons(Card shown) {
        var row = new JPanel(new FlowLayout(FlowLayout.LEADING, UIScale.scale(6), 0));
        row.setOpaque(false);
        row.setBorder(BorderFactory.createEmptyBorder(0, -UIScale.scale(6), 0, 0));
        if (shown.ended() && shown.callBack() != null) {
            row.add(button(words.text("card.call_back"), () -> actions.callBack(shown)));
        }
        if (!shown.candidates().isEmpty() && !shown.ofTelephone()) {
            row.add(button(
                    words.text("card.open"),
                    () -> actions.open(shown, shown.candidates().get(0))));
        } else if (shown.external() != null && !shown.ofTelephone()) {
            row.add(button(words.text("card.add"), () -> actions.open(shown, null)));
        }
        if (!shown.ofTelephone() && !Card.RINGING.equals(shown.state())) {
            var note = button(words.text("card.note"), () -> actions.note(shown));
            note.setToolTipText("Ctrl+N");
            row.add(note);
        }
        var away = button(words.text("card.dismiss"), () -> actions.dismiss(shown));
        away.setToolTipText("Esc");
        row.add(away);
        for (var part : row.getComponents()) {
            narrow((JButton) part);
        }
        return row;
    }

    static JButton button(String text, Runnable action) {
        var button = new JButton();
        button.putClientProperty("html.disable", Boolean.TRUE);
        button.setText(text);
        button.addActionListener(event -> action.run());
        return button;
    }

    static JButton quietButton(String text, Runnable action) {
        var button = button(text, action);
        button.putClientProperty("JButton.buttonType", "borderless");
        button.setHorizontalAlignment(SwingConstants.LEADING);
        int edge = UIScale.scale(6);
        button.setMargin(new Insets(0, edge, 0, edge));
        button.setForeground(Look.of(CardText.Tone.TALKING));
        return button;
    }

    private void fill(JComponent content, Color stripe, int width) {
        removeAll();
        setBackground(Look.cardGround());
        setBorder(BorderFactory.createCompoundBorder(
                BorderFactory.createMatteBorder(0, UIScale.scale(width), 0, 0, stripe),
                BorderFactory.createEmptyBorder(
                        UIScale.scale(10), UIScale.scale(14 - width), UIScale.scale(8), UIScale.scale(12))));
        add(content, BorderLayout.CENTER);
        revalidate();
        repaint();
    }
}
