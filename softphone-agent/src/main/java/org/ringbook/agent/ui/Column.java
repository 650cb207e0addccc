package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import javax.swing.Box;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** Things under one another, each as wide as the column. */
class Column extends JPanel {

    private static final long serialVersionUID = 1L;

    Column() {
        super(new GridBagLayout());
        setOpaque(false);
    }

    Column under(JComponent part, int gapAbove) {
        var place = place(gapAbove);
        add(part, place);
        return this;
    }

    /** Takes what height is left. */
    Column rest(JComponent part, int gapAbove) {
        var place = place(gapAbove);
        place.weighty = 1;
        place.fill = GridBagConstraints.BOTH;
        add(part, place);
        return this;
    }

    Column space() {
        return rest((JComponent) Box.createVerticalGlue(), 0);
    }

    private static GridBagConstraints place(int gapAbove) {
        var place = new GridBagConstraints();
        place.gridx = 0;
        place.weightx = 1;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(UIScale.scale(gapAbove), 0, 0, 0);
        return place;
    }
}
