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

  class Player {
    constructor(root) {
      this.root = root;
      this.parts = JSON.parse(root.dataset.parts);
      const marks = JSON.parse(root.dataset.marks || '[]');
      this.wave = new Waveform(root.querySelector('.waveform'), this.parts, marks, this.words());
      this.length = this.wave.length;
      this.part = this.parts[0];
      this.audio = root.querySelector('audio');
      this.speed = 0;
      this.legend();
      root.querySelector('[data-length]').textContent = clock(this.length);
      this.listen();
      this.parts.filter((part) => part.peaks).forEach((part) => this.load(part));
      this.start();
      this.draw();
    }

    /** The legend has the words: what the kinds of marks are called. */
    words() {
      const words = {};
      for (const entry of this.entries()) entry.dataset.mark.split(' ').forEach((kind) => { words[kind] = entry.textContent.trim(); });
      return words;
    }

    entries() { return this.root.parentElement.querySelectorAll('[data-mark]'); }

    legend() {
      for (const entry of this.entries()) entry.hidden = !entry.dataset.mark.split(' ').some((kind) => this.wave.kinds.has(kind));
    }

    start() {
      const asked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
      this.show(this.part);
      if (asked) this.seek(Number(asked[1]), false);
    }

    async load(part) {
      try {
        const answer = await fetch(part.peaks);
        if (answer.ok) await this.wave.heard(part, (await answer.json()).levels);
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
      const { root, audio, wave } = this;
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
      audio.addEventListener('play', () => this.follow());
      wave.place.addEventListener('pointerdown', (event) => {
        wave.place.setPointerCapture(event.pointerId);
        this.seek(wave.timeOf(event), false);
      });
      wave.place.addEventListener('pointermove', (event) => { if (event.buttons & 1) this.seek(wave.timeOf(event), false); });
      root.addEventListener('click', (event) => this.clicked(event));
      root.addEventListener('keydown', (event) => { if (event.target === wave.place || event.target === root) this.key(event); });
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

    state() {
      const button = this.root.querySelector('[data-toggle]');
      button.setAttribute('aria-pressed', String(!this.audio.paused));
      button.querySelector('use').setAttribute('href', button.querySelector('use').getAttribute('href').replace(/#\w+$/, this.audio.paused ? '#play' : '#pause'));
    }

    /** While it plays the cursor goes evenly; the browser tells the time only four times a second. */
    follow() {
      cancelAnimationFrame(this.frame);
      this.draw();
      if (!this.audio.paused) this.frame = requestAnimationFrame(() => this.follow());
    }

    draw() {
      const now = clock(this.now);
      const shown = this.root.querySelector('[data-now]');
      if (shown.textContent !== now) shown.textContent = now;
      this.wave.moveTo(this.now, now);
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
    if (event.target.closest('input, textarea, select, [contenteditable], .waveform')) return;
    if (event.target.closest('button, a, summary') && (event.key === ' ' || event.key === 'Enter')) return;
    const only = document.querySelector('.player[data-keys]');
    only?.player?.key(event);
  });
  addEventListener('hashchange', () => {
    const asked = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
    const only = document.querySelector('.player[data-keys]');
    if (asked && only?.player) only.player.seek(Number(asked[1]), false);
  });
  // By day and by night: the colours of what was drawn do not change by themselves.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    document.querySelectorAll('.player[data-ready]').forEach((each) => each.player.wave.paint());
  });
  document.body.addEventListener('htmx:load', (event) => begin(event.target));
  begin(document);
})();
