package org.ringbook.agent.ui;

import java.awt.Component;
import java.awt.Container;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;

/** What a person does at a window, and sees there. */
abstract class AtTheWindow {

    AgentWindow window;

    boolean has(String button) {
        try {
            return onWindow(() -> all(window, AbstractButton.class).stream()
                    .anyMatch(one -> one.isShowing() && button.equals(one.getText())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void key(int code, int with) throws Exception {
        onWindow(() -> {
            var pressed =
                    new KeyEvent(window.getRootPane(), KeyEvent.KEY_PRESSED, 0, with, code, KeyEvent.CHAR_UNDEFINED);
            window.getRootPane().dispatchEvent(pressed);
            return null;
        });
    }

    void press(String text) throws Exception {
        onWindow(() -> {
            all(window, AbstractButton.class).stream()
                    .filter(button -> text.equals(button.getText()))
                    .findFirst()
                    .orElseThrow()
                    .doClick();
            return null;
        });
    }

    boolean shows(String text) {
        return labels().anyMatch(text::equals);
    }

    java.util.stream.Stream<String> labels() {
        try {
            return onWindow(() -> all(window, Component.class).stream()
                            .filter(Component::isShowing)
                            .map(AtTheWindow::textOf)
                            .toList())
                    .stream();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Draws the window into a folder that the environment names, to be looked at; nothing without one. */
    void picture(String name) throws Exception {
        String folder = System.getenv("RINGBOOK_PICTURES");
        if (folder == null) {
            return;
        }
        onWindow(() -> {
            var image = new java.awt.image.BufferedImage(
                    window.getWidth(), window.getHeight(), java.awt.image.BufferedImage.TYPE_INT_RGB);
            window.paint(image.getGraphics());
            return javax.imageio.ImageIO.write(image, "png", new java.io.File(folder, name + ".png"));
        });
    }

    static String textOf(Component part) {
        String text =
                part instanceof JLabel label ? label.getText() : part instanceof JTextArea area ? area.getText() : null;
        return text == null ? "" : text;
    }

    static <T> List<T> all(Container in, Class<T> type) {
        var found = new ArrayList<T>();
        for (Component part : in.getComponents()) {
            if (type.isInstance(part)) {
                found.add(type.cast(part));
            }
            if (part instanceof Container inner) {
                found.addAll(all(inner, type));
            }
        }
        return found;
    }

    static <T> T onWindow(Callable<T> what) throws Exception {
        var task = new FutureTask<>(what);
        SwingUtilities.invokeLater(task);
        return task.get();
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("Did not come within 30 s: " + what);
    }
}
