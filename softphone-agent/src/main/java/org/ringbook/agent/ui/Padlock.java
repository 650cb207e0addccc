package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;
import org.ringbook.agent.phone.Secrecy;

/** Closed where nobody on the way to the PBX can listen, open where somebody could. */
record Padlock(Secrecy secrecy, Color colour) implements Icon {

    private static final int SIZE = 12;

    @Override
    public void paintIcon(Component on, Graphics graphics, int x, int y) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.translate(x, y);
        g.scale(getIconWidth() / (double) SIZE, getIconHeight() / (double) SIZE);
        g.setColor(colour);
        g.fill(new RoundRectangle2D.Double(1.5, 5.5, 9, 6, 2, 2));
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var shackle = new Path2D.Double();
        shackle.moveTo(3.5, secrecy == Secrecy.ENCRYPTED ? 5.5 : 3.5);
        shackle.curveTo(3.5, 0, 8.5, 0, 8.5, 3.5);
        shackle.lineTo(8.5, 5.5);
        g.draw(shackle);
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return UIScale.scale(SIZE);
    }

    @Override
    public int getIconHeight() {
        return UIScale.scale(SIZE);
    }
}
