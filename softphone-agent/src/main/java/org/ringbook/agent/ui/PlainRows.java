package org.ringbook.agent.ui;

import java.awt.Component;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComponent;
import javax.swing.JList;

/** Rows of text as it is: a name that begins with markup is shown, and nothing else. */
final class PlainRows extends DefaultListCellRenderer {

    private static final long serialVersionUID = 1L;

    @Override
    public Component getListCellRendererComponent(
            JList<?> list, Object value, int index, boolean selected, boolean focused) {
        putClientProperty("html.disable", Boolean.TRUE);
        return (JComponent) super.getListCellRendererComponent(list, value, index, selected, focused);
    }
}
