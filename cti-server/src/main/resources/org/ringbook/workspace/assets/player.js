// The recordings of one call as one timeline: a waveform to click on, keys, speeds, notes, marks. One place plays at a time.
(() => {
  const SKIP = 10;
  const SPEEDS = [1, 1.25, 1.5, 1.75, 2, 0.75];
  let playing = null;

  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, '0');
    const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    return whole < 3600 ? rest : `${Math.floor(whole / 3600)}:${rest}`;
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  class Player {
    constructor(root) {
      this.root = root;
      this.parts = JSON.parse(root.dataset.parts);
      this.marks = JSON.parse(root.dataset.marks || '[]');
      this.length = Math.max(...this.parts.map((part) => part.at + part.seconds));
      this.part = this.parts[0];
      this.audio = root.querySelector('audio');
      this.canvas = root.querySelector('canvas');
      this.peaks = new Map();
      this.speed = 0;
      this.listen();
      this.parts.filter((part) => part.peaks).forEach((part) => this.load(part));
      this.start();
      this.draw();
    }

    start() {
      const asked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
      this.show(this.part);
      if (asked) this.seek(Number(asked[1]), false);
    }

    async load(part) {
      try {
        const answer = await fetch(part.peaks);
        if (answer.ok) { this.peaks.set(part.id, (await answer.json()).levels); this.draw(); }
      } catch { /* the sound plays without its picture */ }
    }

    show(part) {
      this.part = part;
      if (this.audio.dataset.part === part.id) return;
      this.audio.dataset.part = part.id;
      this.audio.src = part.audio;
      this.audio.playbackRate = SPEEDS[this.speed];
    }

    get now() { return this.part.at + (this.wanted ?? this.audio.currentTime ?? 0); }

    seek(time, play) {
      const within = Math.min(Math.max(0, time), this.length);
      const covers = (part) => within >= part.at && within < part.at + part.seconds;
      const part = covers(this.part) ? this.part
        : this.parts.find(covers) ?? this.parts.find((each) => each.at > within) ?? this.parts[this.parts.length - 1];
      this.show(part);
      const local = Math.min(Math.max(0, within - part.at), part.seconds);
      if (this.audio.readyState > 0) { this.audio.currentTime = local; this.wanted = undefined; } else { this.wanted = local; this.audio.preload = 'metadata'; this.audio.load(); }
      if (play) this.play();
      this.draw();
    }

    play() { playing?.audio !== this.audio && playing?.audio.pause(); playing = this; return this.audio.play().catch(() => {}); }

    toggle() { if (this.audio.paused) this.play(); else this.audio.pause(); }

    faster(step) {
      this.speed = (this.speed + step + SPEEDS.length) % SPEEDS.length;
      this.audio.playbackRate = SPEEDS[this.speed];
      this.root.querySelector('[data-speed]').textContent = `${SPEEDS[this.speed]}×`;
    }

    listen() {
      const { root, audio, canvas } = this;
      audio.addEventListener('loadedmetadata', () => {
        if (this.wanted !== undefined) { audio.currentTime = this.wanted; this.wanted = undefined; }
        audio.playbackRate = SPEEDS[this.speed];
        this.draw();
      });
      audio.addEventListener('ended', () => {
        const next = this.parts.filter((part) => part.at >= this.part.at && part !== this.part && part.at + part.seconds > this.part.at + this.part.seconds)[0];
        if (next) { this.show(next); this.play(); }
      });
      audio.addEventListener('error', () => { root.querySelector('[data-trouble]').hidden = false; });
      for (const name of ['play', 'pause', 'ended']) audio.addEventListener(name, () => this.state());
      audio.addEventListener('timeupdate', () => this.draw());
      canvas.addEventListener('pointerdown', (event) => {
        canvas.setPointerCapture(event.pointerId);
        this.seek(this.timeOf(event), false);
      });
      canvas.addEventListener('pointermove', (event) => { if (event.buttons & 1) this.seek(this.timeOf(event), false); });
      root.addEventListener('click', (event) => this.clicked(event));
      root.addEventListener('keydown', (event) => { if (event.target === canvas || event.target === root) this.key(event); });
      new ResizeObserver(() => this.draw()).observe(canvas);
    }

    clicked(event) {
      const button = event.target.closest('button, a[data-at]');
      if (!button) return;
      if (button.dataset.at !== undefined) { event.preventDefault(); this.seek(Number(button.dataset.at), true); history.replaceState(null, '', `#t=${button.dataset.at}`); }
      else if (button.matches('[data-toggle]')) this.toggle();
      else if (button.matches('[data-back]')) this.seek(this.now - SKIP, false);
      else if (button.matches('[data-on]')) this.seek(this.now + SKIP, false);
      else if (button.matches('[data-speed]')) this.faster(1);
      else if (button.matches('[data-note]')) this.note();
    }

    /** @returns whether the key was meant for the player */
    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return false;
      const does = {
        ' ': () => this.toggle(), k: () => this.toggle(),
        ArrowLeft: () => this.seek(this.now - SKIP, false), ArrowRight: () => this.seek(this.now + SKIP, false),
        Home: () => this.seek(0, false), '<': () => this.faster(-1), '>': () => this.faster(1), n: () => this.note(),
      }[event.key];
      if (!does) return false;
      event.preventDefault();
      does();
      return true;
    }

    /** Puts the moment into the form beside, and the cursor into its text. */
    note() {
      const form = document.querySelector('[data-note-form]');
      if (!form) return;
      const local = this.now - this.part.at;
      form.hidden = false;
      form.recording.value = this.part.id;
      form.at.value = local.toFixed(1);
      form.querySelector('[data-moment]').textContent = clock(this.now);
      form.text.focus();
    }

    timeOf(event) {
      const box = this.canvas.getBoundingClientRect();
      return ((event.clientX - box.left) / box.width) * this.length;
    }

    state() {
      const button = this.root.querySelector('[data-toggle]');
      button.setAttribute('aria-pressed', String(!this.audio.paused));
      button.querySelector('use').setAttribute('href', button.querySelector('use').getAttribute('href').replace(/#\w+$/, this.audio.paused ? '#play' : '#pause'));
    }

    draw() {
      const { canvas } = this;
      const width = canvas.clientWidth;
      const height = canvas.clientHeight;
      if (!width) return;
      const scale = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(width * scale)) { canvas.width = Math.round(width * scale); canvas.height = Math.round(height * scale); }
      const pen = canvas.getContext('2d');
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, width, height);
      const x = (time) => (time / this.length) * width;
      this.marks.forEach((mark) => this.stretch(pen, mark, x, height));
      this.parts.forEach((part) => this.wave(pen, part, x, height));
      this.marks.filter((mark) => mark.to === undefined).forEach((mark) => {
        pen.fillStyle = colour('--rb-held');
        pen.fillRect(x(mark.from) - 1, 0, 2, height);
      });
      pen.fillStyle = colour('--rb-missed');
      pen.fillRect(Math.min(width - 2, x(this.now)), 0, 2, height);
      this.root.querySelector('[data-now]').textContent = clock(this.now);
      this.root.querySelector('[data-length]').textContent = clock(this.length);
      canvas.setAttribute('aria-valuenow', String(Math.round(this.now)));
      canvas.setAttribute('aria-valuemax', String(Math.round(this.length)));
      canvas.setAttribute('aria-valuetext', clock(this.now));
    }

    stretch(pen, mark, x, height) {
      if (mark.to === undefined) return;
      pen.fillStyle = colour(mark.kind === 'hold' ? '--rb-held-soft' : '--rb-ring-soft');
      pen.fillRect(x(mark.from), 0, Math.max(1, x(mark.to) - x(mark.from)), height);
    }

    wave(pen, part, x, height) {
      const levels = this.peaks.get(part.id);
      const left = x(part.at);
      const width = Math.max(1, x(part.at + part.seconds) - left);
      const sides = levels ?? [[]];
      const half = height / sides.length;
      sides.forEach((side, number) => {
        const middle = half * number + half / 2;
        const heard = x(this.now);
        pen.fillStyle = colour('--rb-line');
        pen.fillRect(left, middle - 0.5, width, 1);
        for (let at = 0; at < width; at += 2) {
          const from = Math.floor((at / width) * side.length);
          const to = Math.max(from + 1, Math.floor(((at + 2) / width) * side.length));
          let loudest = 0;
          for (let i = from; i < to && i < side.length; i++) loudest = Math.max(loudest, side[i]);
          // Speech is seldom as loud as can be: its quiet half is what one wants to see.
          const size = Math.sqrt(loudest / 127) * (half / 2 - 2);
          const side0 = sides.length > 1 && number === 1 ? '--rb-talk' : '--rb-accent';
          pen.fillStyle = colour(side0);
          pen.globalAlpha = left + at <= heard ? 1 : 0.45;
          if (size > 0.4) pen.fillRect(left + at, middle - size, 1.4, size * 2);
        }
        pen.globalAlpha = 1;
      });
    }
  }

  const begin = (root) => {
    for (const each of root.querySelectorAll?.('.player:not([data-ready])') ?? []) {
      each.dataset.ready = '';
      each.player = new Player(each);
    }
  };

  // In a list: one small player, beside whichever row was asked for.
  const inList = (button) => {
    const open = document.querySelector('.mini-player');
    const row = button.closest('tr');
    const same = open && open.previousElementSibling === row;
    open?.remove();
    if (same) return;
    const place = document.getElementById('mini-player').content.firstElementChild.cloneNode(true);
    place.querySelector('.player').dataset.parts = button.dataset.parts;
    row.after(place);
    begin(place);
    place.querySelector('.player').player.play();
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-plays]');
    if (button) inList(button);
  });
  document.addEventListener('keydown', (event) => {
    // The waveform hears its keys by itself; a button or a link that has been clicked keeps those that press it.
    if (event.target.closest('input, textarea, select, [contenteditable], canvas')) return;
    if (event.target.closest('button, a, summary') && (event.key === ' ' || event.key === 'Enter')) return;
    const only = document.querySelector('.player[data-keys]');
    only?.player?.key(event);
  });
  addEventListener('hashchange', () => {
    const asked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
    const only = document.querySelector('.player[data-keys]');
    if (asked && only?.player) only.player.seek(Number(asked[1]), false);
  });
  document.body.addEventListener('htmx:load', (event) => begin(event.target));
  begin(document);
})();
