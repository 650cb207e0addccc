package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.Icon;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.ListCellRenderer;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.words.Words;

/** The calls of this session; a double click or Enter takes the number into the dial box. */
final class HistoryList extends JList<Card> {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final DefaultListModel<Card> calls = new DefaultListModel<>();

    HistoryList(Words words, Consumer<Card> chosen) {
        setModel(calls);
        setCellRenderer(new Row(words));
        getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "choose");
        getActionMap().put("choose", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(java.awt.event.ActionEvent event) {
                if (getSelectedValue() != null) {
                    chosen.accept(getSelectedValue());
                }
            }
        });
        addMouseListener(new java.awt.event.MouseAdapter() {
            @Override
            public void mouseClicked(java.awt.event.MouseEvent event) {
                if (event.getClickCount() == 2 && getSelectedValue() != null) {
                    chosen.accept(getSelectedValue());
                }
            }
        });
    }

    /** Long names end in dots instead of pushing the time out of sight. */
    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    /** Keeps what the person has selected. */
    void show(List<Card> newestFirst) {
        Card selected = getSelectedValue();
        calls.clear();
        calls.addAll(newestFirst);
        if (selected != null) {
            newestFirst.stream()
                    .filter(card -> card.callId().equals(selected.callId()))
                    .findFirst()
                    .ifPresent(card -> setSelectedValue(card, false));
        }
    }

    /** Two lines: who and when, how it came out. */
    private static final class Row extends JPanel implements ListCellRenderer<Card> {

        private static final long serialVersionUID = 1L;
        private final transient Words words;
        private final PlainLabel who = new PlainLabel("");
        private final PlainLabel when = new PlainLabel("");
        private final PlainLabel how = new PlainLabel("");

        Row(Words words) {
            super(new BorderLayout(UIScale.scale(8), 0));
            this.words = words;
            setBorder(BorderFactory.createEmptyBorder(
                    UIScale.scale(4), UIScale.scale(10), UIScale.scale(4), UIScale.scale(10)));
            who.setIconTextGap(7);
            how.setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(12 + 7), 0, 0));
            add(who, BorderLayout.CENTER);
            add(when, BorderLayout.EAST);
            add(how, BorderLayout.SOUTH);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<? extends Card> list, Card card, int index, boolean selected, boolean focused) {
            CardText text = CardText.of(card, words);
            boolean nameless = card.candidates().isEmpty() && card.external() != null;
            Color plain = selected ? list.getSelectionForeground() : list.getForeground();
            who.setText(nameless ? text.number() : text.title());
            who.setIcon(new Arrow(card.placedByMe(), selected ? plain : Look.of(text.tone())));
            who.setForeground(plain);
            when.setText(
                    card.startedAt() == null ? "" : TIME.format(card.startedAt().atZone(ZoneId.systemDefault())));
            when.setForeground(selected ? plain : Look.quiet());
            how.setText(text.headline());
            how.setForeground(selected ? plain : card.missed() ? Look.of(CardText.Tone.MISSED) : Look.quiet());
            setBackground(selected ? list.getSelectionBackground() : list.getBackground());
            return this;
        }
    }

    /** Down-left for a call that came, up-right for one that went. Drawn, so that no font has to have it. */
    private record Arrow(boolean out, Color colour) implements Icon {

        @Override
        public void paintIcon(Component on, Graphics graphics, int x, int y) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(colour);
            g.setStroke(new BasicStroke(UIScale.scale(1.8f)));
            g.translate(x, y);
            int s = getIconWidth() - UIScale.scale(2);
            int m = UIScale.scale(1);
            g.drawLine(m, s, s, m);
            int corner = out ? s : m;
            int level = out ? m : s;
            g.drawLine(corner, level, out ? s - s * 6 / 10 : m + s * 6 / 10, level);
            g.drawLine(corner, level, corner, out ? m + s * 6 / 10 : s - s * 6 / 10);
            g.dispose();
        }

        @Override
        public int getIconWidth() {
            return UIScale.scale(12);
        }

        @Override
        public int getIconHeight() {
            return UIScale.scale(12);
        }
    }
}
