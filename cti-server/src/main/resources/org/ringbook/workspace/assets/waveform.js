// The picture of a call's sound: its recordings beside each other, what happened meanwhile, and where one is.
(() => {
  const address = document.currentScript.dataset.drawing;
  let library;

  /** Wavesurfer, which draws: fetched when the first player opens, so that a list of calls is light. */
  const drawing = () => library ??= new Promise((ready, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => ready(window.WaveSurfer);
    script.onerror = failed;
    document.head.append(script);
  });

  const colours = (name) => {
    const full = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    return { progressColor: full, waveColor: `${full}73` };
  };

  // Speech is seldom as loud as can be: its quiet half is what one wants to see.
  const shown = (level) => Math.sqrt(level / 127);

  /** Two people may put the same conversation on hold, and two recordings pause at once: one stretch is shown. */
  const together = (stretches) => {
    const merged = [];
    for (const one of [...stretches].sort((a, b) => a.from - b.from)) {
      const before = merged.find((each) => each.kind === one.kind && one.from <= each.to);
      if (before) before.to = Math.max(before.to, one.to); else merged.push({ ...one });
    }
    return merged;
  };

  /**
   * @param place an empty element with a height
   * @param parts recordings {id, at, seconds}, in seconds of the timeline
   * @param marks {kind, from, to} a stretch, {kind, from} a moment
   * @param words what the kinds of marks are called
   */
  class Waveform {
    constructor(place, parts, marks, words) {
      this.place = place;
      this.parts = parts;
      this.words = words;
      this.length = Math.max(...parts.map((part) => part.at + part.seconds));
      this.waves = [];
      this.now = 0;
      this.stretches = together(marks.filter((mark) => mark.to !== undefined))
        .map((mark) => ({ ...mark, from: Math.max(0, mark.from), to: Math.min(this.length, mark.to) }))
        .filter((mark) => mark.from < mark.to);
      place.classList.toggle('has-stretches', this.stretches.length > 0);
      const moments = marks.filter((mark) => mark.to === undefined && mark.from > 0 && mark.from < this.length);
      /** Of the marks that lie within the timeline. */
      this.kinds = new Set([...this.stretches, ...moments].map((mark) => mark.kind));
      this.stretches.forEach((mark) => this.put(`stretch stretch-${mark.kind}`, mark.from, mark.to - mark.from, words[mark.kind]));
      this.places = new Map(parts.map((part) => [part.id, this.put('part', part.at, part.seconds)]));
      moments.forEach((mark) => this.put(`moment moment-${mark.kind}`, mark.from, 0, words[mark.kind]));
      this.cursor = this.put('cursor', 0, 0);
      new ResizeObserver(() => this.waves.forEach((drawn) => { drawn.wave.drawBuffer(); this.fill(drawn); })).observe(place);
    }

    /** An element over a stretch of the timeline; its word is shown where there is room. */
    put(name, from, seconds, word) {
      const one = document.createElement('span');
      one.className = name;
      one.style.left = `${(from / this.length) * 100}%`;
      if (seconds) one.style.width = `${(seconds / this.length) * 100}%`;
      if (word) {
        one.title = word;
        const label = document.createElement('small');
        label.textContent = word;
        if (seconds) one.append(label);
      }
      this.place.append(one);
      return one;
    }

    /** @param levels of a recording, each channel from 0 (silent) to 127 */
    async heard(part, levels) {
      const WaveSurfer = await drawing();
      const place = this.places.get(part.id);
      if (!place.isConnected) return;
      place.dataset.sides = levels.length;
      const wave = WaveSurfer.create({
        container: place, height: place.clientHeight / levels.length, barHeight: 0.95, cursorWidth: 0, interact: false,
        hideScrollbar: true, splitChannels: levels.length > 1, splitChannelsOptions: { channelColors: this.sides() },
        // It only draws: it neither fetches the sound nor opens a sound device.
        backend: 'MediaElement', audioContext: {},
      });
      wave.backend.setPeaks(levels.map((side) => side.map(shown)), part.seconds);
      const drawn = { wave, part };
      this.waves.push(drawn);
      wave.drawBuffer();
      this.fill(drawn);
    }

    sides() { return { 0: colours('--rb-accent'), 1: colours('--rb-talk') }; }

    /** In the colours of now. */
    paint() {
      for (const { wave } of this.waves) { wave.params.splitChannelsOptions.channelColors = this.sides(); wave.drawBuffer(); }
    }

    /** What has been heard is darker. */
    fill({ wave, part }) { wave.seekTo(Math.min(1, Math.max(0, (this.now - part.at) / part.seconds))); }

    /** @param clock the moment in words */
    moveTo(now, clock) {
      this.now = now;
      this.cursor.style.left = `${Math.min(1, now / this.length) * 100}%`;
      const { place } = this;
      if (place.getAttribute('aria-valuetext')?.startsWith(clock) !== true) {
        const meanwhile = this.stretches.filter((mark) => now >= mark.from && now < mark.to).map((mark) => this.words[mark.kind]);
        place.setAttribute('aria-valuenow', String(Math.round(now)));
        place.setAttribute('aria-valuemax', String(Math.round(this.length)));
        place.setAttribute('aria-valuetext', [clock, ...meanwhile].filter(Boolean).join(', '));
      }
      this.waves.forEach((drawn) => this.fill(drawn));
    }

    /** @returns the moment at which a pointer points */
    timeOf(event) {
      const box = this.place.getBoundingClientRect();
      return ((event.clientX - box.left) / box.width) * this.length;
    }
  }

  window.Waveform = Waveform;
})();
