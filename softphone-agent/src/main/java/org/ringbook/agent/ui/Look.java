package org.ringbook.agent.ui;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.swing.UIManager;

/** Colours, light or dark, chosen so that text stands out from its ground by at least 4.5 to 1. */
final class Look {

    private Look() {}

    /** @param theme light, dark or auto */
    static void apply(String theme) {
        boolean dark = theme.equals("dark") || theme.equals("auto") && desktopIsDark();
        UIManager.put("Component.focusWidth", 1);
        UIManager.put("ScrollBar.showButtons", false);
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
    }

    static boolean dark() {
        return FlatLaf.isLafDark();
    }

    static void toggle() {
        apply(dark() ? "light" : "dark");
        FlatLaf.updateUI();
    }

    static Color of(CardText.Tone tone) {
        return switch (tone) {
            case RINGING -> pick(0x1A7F37, 0x4AC26B);
            case TALKING -> pick(0x0B62C4, 0x6CB6FF);
            case HELD -> pick(0x9A5B00, 0xE3A23C);
            case ENDED -> pick(0x57606A, 0xA3ABB4);
            case MISSED -> pick(0xC1282D, 0xFF7B72);
        };
    }

    static Color quiet() {
        return pick(0x57606A, 0xA3ABB4);
    }

    static Color cardGround() {
        return pick(0xFFFFFF, 0x2B2D30);
    }

    private static Color pick(int light, int dark) {
        return new Color(dark() ? dark : light);
    }

    /** Asks the desktop; what cannot be asked is light. */
    private static boolean desktopIsDark() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            var key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
            return answer(List.of("reg", "query", key, "/v", "AppsUseLightTheme"))
                    .contains("0x0");
        }
        return os.startsWith("mac")
                ? answer(List.of("defaults", "read", "-g", "AppleInterfaceStyle"))
                        .contains("Dark")
                : answer(List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"))
                        .contains("dark");
    }

    private static String answer(List<String> command) {
        try {
            Process asked = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(1, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return "";
            }
            return new String(asked.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
