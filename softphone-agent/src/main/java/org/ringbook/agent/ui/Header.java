package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.GridBagLayout;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import org.ringbook.agent.words.Words;

/** Who is signed in, how they want to be seen, and the menu. */
final class Header extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final List<String> STATES = List.of("available", "away", "dnd");

    private final PlainLabel name = new PlainLabel(" ").bold();
    private final PlainLabel telephones = new PlainLabel("");
    private final JComboBox<String> presence = new JComboBox<>(STATES.toArray(new String[0]));
    private boolean told;

    Header(Words words, JPopupMenu menu, Consumer<String> chosen) {
        super(new BorderLayout(UIScale.scale(8), 0));
        setOpaque(false);
        setBorder(BorderFactory.createEmptyBorder(
                UIScale.scale(8), UIScale.scale(12), UIScale.scale(8), UIScale.scale(6)));
        telephones.setForeground(Look.quiet());
        var who = new Column().under(name, 0).under(telephones, 0);
        presence.setRenderer(new DefaultListCellRenderer() {
            private static final long serialVersionUID = 1L;

            @Override
            public Component getListCellRendererComponent(
                    JList<?> list, Object state, int index, boolean selected, boolean focused) {
                String text = words.text("presence." + state);
                return super.getListCellRendererComponent(list, text, index, selected, focused);
            }
        });
        presence.addActionListener(event -> {
            if (!told) {
                chosen.accept((String) presence.getSelectedItem());
            }
        });
        JButton more = CardPanel.button("⋯", () -> {});
        more.putClientProperty("JButton.buttonType", "toolBarButton");
        more.getAccessibleContext().setAccessibleName(words.text("app"));
        more.addActionListener(event -> menu.show(more, 0, more.getHeight()));
        var right = new JPanel(new GridBagLayout());
        right.setOpaque(false);
        right.add(presence);
        right.add(more);
        add(who, BorderLayout.CENTER);
        add(right, BorderLayout.EAST);
    }

    void person(String text, List<String> extensions) {
        name.setText(text);
        telephones.setText(String.join(", ", extensions));
    }

    /** What the server says; unknown states of a newer server change nothing. */
    void presence(String state) {
        if (STATES.contains(state)) {
            told = true;
            presence.setSelectedItem(state);
            told = false;
        }
    }

    String presence() {
        return (String) presence.getSelectedItem();
    }

    void connected(boolean now) {
        presence.setEnabled(now);
    }
}
