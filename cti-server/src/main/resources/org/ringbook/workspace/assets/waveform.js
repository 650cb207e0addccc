// The picture of a call's sound: its recordings beside each other, what happened meanwhile, and where one is.
(() => {
  const PENCIL = 2;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
      this.levels = new Map();
      this.now = 0;
      this.stretches = together(marks.filter((mark) => mark.to !== undefined))
        .map((mark) => ({ ...mark, from: Math.max(0, mark.from), to: Math.min(this.length, mark.to) }))
        .filter((mark) => mark.from < mark.to);
      place.classList.toggle('has-stretches', this.stretches.length > 0);
      const moments = marks.filter((mark) => mark.to === undefined && mark.from > 0 && mark.from < this.length);
      /** Of the marks that lie within the timeline. */
      this.kinds = new Set([...this.stretches, ...moments].map((mark) => mark.kind));
      this.stretches.forEach((mark) => this.put(`stretch stretch-${mark.kind}`, mark.from, mark.to - mark.from, words[mark.kind]));
      this.canvas = document.createElement('canvas');
      place.append(this.canvas);
      moments.forEach((mark) => this.put(`moment moment-${mark.kind}`, mark.from, 0, words[mark.kind]));
      this.cursor = this.put('cursor', 0, 0);
      new ResizeObserver(() => this.draw()).observe(place);
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
    heard(id, levels) { this.levels.set(id, levels); this.draw(); }

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
      this.draw();
    }

    /** @returns the moment at which a pointer points */
    timeOf(event) {
      const box = this.place.getBoundingClientRect();
      return ((event.clientX - box.left) / box.width) * this.length;
    }

    draw() {
      const { canvas } = this;
      const { clientWidth: width, clientHeight: height } = canvas;
      if (!width) return;
      const scale = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * scale)) { canvas.width = Math.round(width * scale); canvas.height = Math.round(height * scale); }
      const pen = canvas.getContext('2d');
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      this.parts.forEach((part) => this.wave(pen, part, (time) => (time / this.length) * width, height));
    }

    wave(pen, part, x, height) {
      const left = x(part.at);
      const width = Math.max(1, x(part.at + part.seconds) - left);
      const sides = this.levels.get(part.id) ?? [[]];
      const half = height / sides.length;
      sides.forEach((side, number) => {
        const middle = half * number + half / 2;
        const heard = x(this.now);
        pen.fillStyle = colour('--rb-line');
        pen.fillRect(left, middle - 0.5, width, 1);
        pen.fillStyle = colour(number === 1 ? '--rb-talk' : '--rb-accent');
        for (let at = 0; at < width; at += PENCIL) {
          const from = Math.floor((at / width) * side.length);
          const to = Math.max(from + 1, Math.floor(((at + PENCIL) / width) * side.length));
          const loudest = Math.max(0, ...side.slice(from, to));
          // Speech is seldom as loud as can be: its quiet half is what one wants to see.
          const size = Math.sqrt(loudest / 127) * (half / 2 - 2);
          pen.globalAlpha = left + at <= heard ? 1 : 0.45;
          if (size > 0.4) pen.fillRect(left + at, middle - size, 1.4, size * 2);
        }
        pen.globalAlpha = 1;
      });
    }
  }

  window.Waveform = Waveform;
})();
