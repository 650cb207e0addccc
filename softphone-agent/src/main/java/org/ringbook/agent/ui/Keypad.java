package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import org.ringbook.agent.words.Words;

/** The twelve keys of a telephone, pressed by mouse or keyboard, and what was pressed. */
final class Keypad extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final String KEYS = "123456789*0#";
    private static final int MOST_SHOWN = 24;

    private final PlainLabel pressed = new PlainLabel(" ");
    private final transient Consumer<String> heard;
    private final JButton first;

    Keypad(Words words, Consumer<String> heard) {
        super(new BorderLayout(0, UIScale.scale(4)));
        this.heard = heard;
        setOpaque(false);
        getAccessibleContext().setAccessibleName(words.text("phone.keys"));
        var grid = new JPanel(new GridLayout(0, 3, UIScale.scale(4), UIScale.scale(4)));
        grid.setOpaque(false);
        var typed = new KeyAdapter() {
            @Override
            public void keyTyped(KeyEvent event) {
                if (KEYS.indexOf(event.getKeyChar()) >= 0) {
                    press(String.valueOf(event.getKeyChar()));
                }
            }
        };
        for (char key : KEYS.toCharArray()) {
            var button = CardPanel.button(String.valueOf(key), () -> press(String.valueOf(key)));
            button.addKeyListener(typed);
            grid.add(button);
        }
        first = (JButton) grid.getComponent(0);
        add(pressed, BorderLayout.NORTH);
        add(grid, BorderLayout.CENTER);
    }

    private void press(String key) {
        String shown = (pressed.getText().strip() + key);
        pressed.setText(shown.substring(Math.max(0, shown.length() - MOST_SHOWN)));
        heard.accept(key);
    }

    void clear() {
        pressed.setText(" ");
    }

    void takeKeyboard() {
        first.requestFocusInWindow();
    }
}
