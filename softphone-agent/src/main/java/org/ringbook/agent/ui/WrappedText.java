package org.ringbook.agent.ui;

import javax.swing.JTextArea;
import javax.swing.UIManager;

/** A short text that wraps, cannot be edited and never takes the keyboard. */
final class WrappedText extends JTextArea {

    private static final long serialVersionUID = 1L;

    WrappedText(String text, int columns) {
        super(text);
        setColumns(columns);
        setLineWrap(true);
        setWrapStyleWord(true);
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setBorder(null);
        setFont(UIManager.getFont("Label.font"));
    }

    @Override
    public void updateUI() {
        super.updateUI();
        setFont(UIManager.getFont("Label.font"));
        setOpaque(false);
        setBorder(null);
    }
}
