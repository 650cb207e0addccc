package org.ringbook.agent.ui;

import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.ringbook.agent.devices.AvailableDevices;
import org.ringbook.agent.devices.MicrophoneTest;
import org.ringbook.agent.devices.Signal;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.words.Words;

/** By what one speaks, hears and is rung, with a way to try each. What is chosen is in force at once, also in a call. */
final class AudioPanel extends Column {

    private static final long serialVersionUID = 1L;
    private static final int LOOK_MILLIS = 2000;

    private final transient Words words;
    private final transient PhoneDesk phone;
    private final JComboBox<String> microphone = new JComboBox<>();
    private final JComboBox<String> speaker = new JComboBox<>();
    private final JComboBox<String> ringer = new JComboBox<>();
    private final JComboBox<String> ring = new JComboBox<>();
    private final JSlider volume = new JSlider(0, 100);
    private final JProgressBar level = new JProgressBar(0, 100);
    private final WrappedText told = new WrappedText("", 24);
    private final JButton hear;
    private final Timer look = new Timer(LOOK_MILLIS, event -> lookForDevices());
    private final transient java.util.function.Consumer<AudioSettings> keep;
    private transient MicrophoneTest test;
    private boolean filling;
    /** The system is being asked which devices there are. */
    private boolean asking;

    /** @param keep given what is chosen, each time */
    AudioPanel(
            Words words,
            PhoneDesk phone,
            Supplier<AudioSettings> now,
            java.util.function.Consumer<AudioSettings> keep) {
        this.words = words;
        this.phone = phone;
        this.keep = keep;
        hear = CardPanel.button(words.text("sound.hear_yourself"), this::hearYourself);
        level.getAccessibleContext().setAccessibleName(words.text("sound.level"));
        field("sound.microphone", microphone);
        under(level, 4);
        field("sound.speaker", speaker);
        under(row(hear), 4);
        field("sound.ringer", ringer);
        field("sound.ring", ring);
        field("sound.volume", volume);
        under(
                row(
                        CardPanel.button(
                                words.text("sound.listen"), () -> phone.sounds().listen(chosen())),
                        CardPanel.button(
                                words.text("sound.stop"), () -> phone.sounds().stop())),
                4);
        under(told, 6);
        fill(now.get());
        lookForDevices();
        for (JComboBox<String> box : List.of(microphone, speaker, ringer, ring)) {
            box.addActionListener(event -> chose());
        }
        volume.addChangeListener(event -> {
            if (!volume.getValueIsAdjusting()) {
                chose();
            }
        });
    }

    private void field(String label, JComponent field) {
        var name = new PlainLabel(words.text(label));
        name.setLabelFor(field);
        under(name, 8).under(field, 2);
    }

    private static JPanel row(JComponent... parts) {
        var row = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
        row.setOpaque(false);
        for (JComponent part : parts) {
            row.add(part);
        }
        return row;
    }

    private void fill(AudioSettings settings) {
        filling = true;
        devices(Found.NOTHING_YET, settings);
        var rings = new DefaultComboBoxModel<String>();
        Signal.RINGS.forEach(
                one -> rings.addElement(words.text("ring." + one.name().toLowerCase(Locale.ROOT))));
        ring.setModel(rings);
        ring.setSelectedIndex(Signal.RINGS.indexOf(CallTones.ring(settings)));
        volume.setValue(settings.volume());
        filling = false;
    }

    private void devices(Found found, AudioSettings settings) {
        offer(microphone, found.microphones(), settings.microphone());
        offer(speaker, found.speakers(), settings.speaker());
        offer(ringer, found.speakers(), settings.ringer());
    }

    /** What the system has; a system whose sound is stuck takes its time to say so. */
    private record Found(List<String> microphones, List<String> speakers) {
        static final Found NOTHING_YET = new Found(List.of(), List.of());

        static Found now() {
            return new Found(AvailableDevices.microphones(), AvailableDevices.speakers());
        }
    }

    /** One that is not there now stays chosen: it may come back. */
    private void offer(JComboBox<String> box, List<String> there, String chosen) {
        List<String> all = new ArrayList<>();
        all.add(words.text("sound.of_the_system"));
        all.addAll(there);
        if (!chosen.isEmpty() && !there.contains(chosen)) {
            all.add(chosen);
        }
        if (all.size() != box.getItemCount() || !all.equals(items(box))) {
            box.setModel(new DefaultComboBoxModel<>(all.toArray(new String[0])));
        }
        box.setSelectedIndex(chosen.isEmpty() ? 0 : all.indexOf(chosen));
    }

    private static List<String> items(JComboBox<String> box) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < box.getItemCount(); i++) {
            items.add(box.getItemAt(i));
        }
        return items;
    }

    /** What was plugged in or out; the window does not wait for the answer. */
    private void lookForDevices() {
        if (asking) {
            return;
        }
        asking = true;
        CompletableFuture.supplyAsync(Found::now)
                .whenComplete((found, failed) -> SwingUtilities.invokeLater(() -> {
                    asking = false;
                    boolean choosing =
                            microphone.isPopupVisible() || speaker.isPopupVisible() || ringer.isPopupVisible();
                    if (found != null && !choosing) {
                        filling = true;
                        devices(found, chosen());
                        filling = false;
                    }
                }));
    }

    private AudioSettings chosen() {
        return new AudioSettings(
                name(microphone),
                name(speaker),
                name(ringer),
                Signal.RINGS.get(Math.max(0, ring.getSelectedIndex())).name().toLowerCase(Locale.ROOT),
                volume.getValue());
    }

    private static String name(JComboBox<String> box) {
        return box.getSelectedIndex() <= 0 ? "" : (String) box.getSelectedItem();
    }

    private void chose() {
        if (!filling) {
            keep.accept(chosen());
            listen();
        }
    }

    /** While it is seen: the level moves when somebody speaks. */
    void listen() {
        quiet();
        look.start();
        AudioSettings now = chosen();
        test = new MicrophoneTest(
                now.microphone(),
                now.speaker(),
                loud -> SwingUtilities.invokeLater(() -> show(loud)),
                () -> SwingUtilities.invokeLater(() -> {
                    told.setText("");
                    hear.setEnabled(true);
                }));
    }

    void quiet() {
        look.stop();
        phone.sounds().stop();
        if (test != null) {
            test.close();
            test = null;
        }
    }

    private void show(double loud) {
        if (loud < 0) {
            told.setText(words.text("phone.trouble.no_microphone"));
            told.setForeground(Look.of(CardText.Tone.MISSED));
            hear.setEnabled(false);
        }
        // The ear hears a tenth of the loudness as half of it.
        level.setValue((int) Math.round(100 * Math.sqrt(Math.max(0, loud))));
    }

    private void hearYourself() {
        if (test != null) {
            told.setText(words.text("sound.speak_now"));
            told.setForeground(Look.quiet());
            hear.setEnabled(false);
            test.hearYourself();
        }
    }
}
