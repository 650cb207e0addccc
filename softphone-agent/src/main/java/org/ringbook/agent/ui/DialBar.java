package org.ringbook.agent.ui;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.ringbook.agent.words.Words;

/** Where a number is typed or pasted; Enter dials. Which telephone rings is asked only when there are several. */
final class DialBar extends JPanel {

    private static final long serialVersionUID = 1L;

    private final JTextField number = new JTextField();
    private final DialSuggestions suggestions;
    private final JComboBox<String> from = new JComboBox<>();
    private final JButton button;

    /**
     * @param dial told what was typed, and the telephone or null
     * @param names told a name while it is typed
     */
    DialBar(Words words, BiConsumer<String, String> dial, Consumer<String> names) {
        super(new BorderLayout(UIScale.scale(6), 0));
        suggestions = new DialSuggestions(number, names);
        setOpaque(false);
        Runnable act = () -> {
            if (!number.getText().isBlank()) {
                dial.accept(number.getText(), (String) from.getSelectedItem());
            }
        };
        button = CardPanel.button(words.text("dial.button"), act);
        number.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, words.text("dial.placeholder"));
        number.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
        number.getAccessibleContext().setAccessibleName(words.text("dial.placeholder"));
        number.addActionListener(event -> act.run());
        add(number, BorderLayout.CENTER);
        var right = new JPanel(new BorderLayout(UIScale.scale(6), 0));
        right.setOpaque(false);
        right.add(from, BorderLayout.WEST);
        right.add(button, BorderLayout.EAST);
        add(right, BorderLayout.EAST);
        from.putClientProperty("JComboBox.minimumWidth", 0);
        from.setVisible(false);
        add(suggestions, BorderLayout.SOUTH);
    }

    void telephones(List<String> extensions) {
        Object chosen = from.getSelectedItem();
        from.setModel(new DefaultComboBoxModel<>(extensions.toArray(new String[0])));
        if (chosen != null && extensions.contains(chosen)) {
            from.setSelectedItem(chosen);
        }
        from.setVisible(extensions.size() > 1);
    }

    /** @param byPhone whether this program's own telephone dials: there is none to choose then */
    void connected(boolean now, boolean byPhone) {
        button.setEnabled(now);
        from.setVisible(!byPhone && from.getItemCount() > 1);
    }

    /** What stands there: of a name that was chosen, its number. */
    String number(String typed) {
        return suggestions.numberOf(typed);
    }

    /** Whom a name may mean. */
    void people(List<DialSuggestions.Person> known) {
        suggestions.people(known);
    }

    /** Puts a number in, to be dialled or changed by the person. */
    void offer(String text) {
        number.setText(text);
        number.requestFocusInWindow();
    }

    /** Where typing goes once the person turns to this window. */
    void takeKeyboard() {
        number.requestFocusInWindow();
    }

    void clear() {
        number.setText("");
    }
}
