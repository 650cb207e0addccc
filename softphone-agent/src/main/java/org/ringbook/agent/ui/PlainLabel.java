package org.ringbook.agent.ui;

import java.awt.Dimension;
import java.awt.Font;
import javax.swing.JLabel;

/** A label that shows text as it is: Swing's own would read {@code <html>} in a caller's name as markup. */
final class PlainLabel extends JLabel {

    private static final long serialVersionUID = 1L;

    PlainLabel(String text) {
        putClientProperty("html.disable", Boolean.TRUE);
        setText(text);
    }

    PlainLabel bold() {
        setFont(getFont().deriveFont(Font.BOLD));
        return this;
    }

    /** @param by times the usual size */
    PlainLabel larger(float by) {
        setFont(getFont().deriveFont(getFont().getSize2D() * by));
        return this;
    }

    /** Ends in dots rather than push its neighbours out of the window. */
    @Override
    public Dimension getMinimumSize() {
        return new Dimension(0, super.getMinimumSize().height);
    }
}
