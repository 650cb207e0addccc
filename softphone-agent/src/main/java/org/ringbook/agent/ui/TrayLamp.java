package org.ringbook.agent.ui;

import java.awt.AWTException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.ringbook.agent.words.Words;

/** The program's icon in the tray, with a lamp for the telephone. Many desktops have no tray: nothing hangs on it. */
final class TrayLamp {

    private final TrayIcon icon;
    private CardText.Tone tone = CardText.Tone.ENDED;
    private boolean rings;

    private TrayLamp(TrayIcon icon) {
        this.icon = icon;
    }

    /**
     * @param show brings the window forward
     * @param quit ends the program
     * @return nothing where the desktop has no tray, or will not have us in it
     */
    static Optional<TrayLamp> make(Words words, Runnable show, Runnable quit) {
        if (!SystemTray.isSupported()) {
            return Optional.empty();
        }
        var menu = new PopupMenu();
        item(menu, words.text("tray.show"), show);
        item(menu, words.text("menu.quit"), quit);
        var icon = new TrayIcon(AppIcon.image(16), words.text("app"), menu);
        icon.addActionListener(event -> show.run());
        try {
            SystemTray.getSystemTray().add(icon);
        } catch (AWTException | RuntimeException noRoom) {
            return Optional.empty();
        }
        var made = new TrayLamp(icon);
        made.draw();
        return Optional.of(made);
    }

    private static void item(PopupMenu menu, String text, Runnable action) {
        var item = new MenuItem(text);
        item.addActionListener(event -> action.run());
        menu.add(item);
    }

    void lamp(CardText.Tone now) {
        if (tone != now) {
            tone = now;
            draw();
        }
    }

    void rings(boolean now) {
        if (rings != now) {
            rings = now;
            draw();
        }
    }

    void bubble(String title, String text) {
        icon.displayMessage(title, text, TrayIcon.MessageType.NONE);
    }

    private void draw() {
        int side = Math.max(16, SystemTray.getSystemTray().getTrayIconSize().width);
        Image plain = AppIcon.image(side);
        var drawn = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = drawn.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.drawImage(plain, 0, 0, side, side, null);
        int lamp = side * (rings ? 10 : 6) / 16;
        g.setColor(Color.WHITE);
        g.fillOval(side - lamp - 1, side - lamp - 1, lamp + 1, lamp + 1);
        g.setColor(Look.of(rings ? CardText.Tone.RINGING : tone));
        g.fillOval(side - lamp, side - lamp, lamp, lamp);
        g.dispose();
        icon.setImage(drawn);
    }
}
