package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Names under the dial box: what is typed narrows them, the arrows choose one, Enter dials it, or the only one that is left. */
final class DialSuggestions extends JList<DialSuggestions.Person> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 5;

    /** @param number to dial */
    record Person(String name, String number) {
        @Override
        public String toString() {
            return name + " · " + number;
        }
    }

    private final JTextField field;
    private final transient Consumer<String> wanted;
    private final DefaultListModel<Person> shown = new DefaultListModel<>();
    private transient List<Person> people = List.of();

    /** @param wanted told a name while it is typed: whoever knows people tells them */
    DialSuggestions(JTextField field, Consumer<String> wanted) {
        this.field = field;
        this.wanted = wanted;
        setModel(shown);
        setVisible(false);
        setFocusable(false);
        putClientProperty("html.disable", Boolean.TRUE);
        setBorder(BorderFactory.createEmptyBorder(UIScale.scale(4), 0, 0, 0));
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                offer(true);
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                offer(true);
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // The text is the same.
            }
        });
        onKey(KeyEvent.VK_DOWN, 1);
        onKey(KeyEvent.VK_UP, -1);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (getSelectedValue() != null) {
                    field.postActionEvent();
                }
            }
        });
    }

    private void onKey(int key, int by) {
        field.registerKeyboardAction(event -> move(by), KeyStroke.getKeyStroke(key, 0), JComponent.WHEN_FOCUSED);
    }

    private void move(int by) {
        if (!shown.isEmpty()) {
            setSelectedIndex(Math.max(0, Math.min(shown.size() - 1, getSelectedIndex() + by)));
        }
    }

    void people(List<Person> known) {
        if (!known.equals(people)) {
            people = known;
            offer(false);
        }
    }

    /** The number of the one that is chosen, or whom the name means alone; else the text as it is. */
    String numberOf(String typed) {
        Person chosen = getSelectedValue();
        if (chosen != null) {
            return chosen.number();
        }
        List<Person> meant = narrowed(typed);
        List<Person> exactly = meant.stream()
                .filter(one -> one.name().equalsIgnoreCase(typed.strip()))
                .toList();
        List<Person> one = exactly.size() == 1 ? exactly : meant;
        return one.size() == 1 ? one.get(0).number() : typed;
    }

    private static boolean isName(String typed) {
        return typed.codePoints().filter(Character::isLetter).count() >= 2 && !typed.contains(":");
    }

    private List<Person> narrowed(String typed) {
        if (!isName(typed)) {
            return List.of();
        }
        String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return people.stream()
                .filter(one -> Arrays.stream(words)
                        .allMatch(word -> one.name().toLowerCase(Locale.ROOT).contains(word)))
                .limit(MOST)
                .toList();
    }

    private void offer(boolean typed) {
        if (typed && isName(field.getText())) {
            wanted.accept(field.getText());
        }
        clearSelection();
        shown.clear();
        narrowed(field.getText()).forEach(shown::addElement);
        setVisible(!shown.isEmpty());
    }
}
