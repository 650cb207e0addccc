package org.ringbook.agent.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The program's sign: a card with a ring. */
final class AppIcon {

    private AppIcon() {}

    static Image image(int size) {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale(size / 32.0, size / 32.0);
        g.setColor(new Color(0x0B62C4));
        g.fill(new RoundRectangle2D.Double(1, 1, 30, 30, 9, 9));
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Arc2D.Double(8, 8, 16, 16, 20, 320, Arc2D.OPEN));
        g.fill(new RoundRectangle2D.Double(13.5, 13.5, 5, 5, 5, 5));
        g.dispose();
        return image;
    }
}
