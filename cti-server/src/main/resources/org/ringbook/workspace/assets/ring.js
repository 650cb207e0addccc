// A telephone rings: a sound, a notification of the browser where the page is hidden, and word to the server that the card is shown.
// The sound is made here, so that no file has to be there; which one and how loud is kept in this browser, for each person.
(() => {
  const { person, tokenHeader, token } = document.body.dataset;
  if (!person) return;
  const KEY = `ring ${person}`;
  const LONGEST = 60; // seconds that are scheduled at once: timers of a hidden page are slow
  // Each: how long one round lasts, and its notes as [hertz, from, for].
  const TUNES = {
    classic: { every: 4, notes: [[440, 0, 0.9], [480, 0, 0.9], [440, 1.1, 0.9], [480, 1.1, 0.9]] },
    soft: { every: 3, notes: [[523, 0, 0.35], [659, 0.4, 0.35], [784, 0.8, 0.6]] },
    short: { every: 2.5, notes: [[880, 0, 0.12], [880, 0.2, 0.12], [1175, 0.4, 0.25]] },
  };
  const read = () => {
    try { return { tune: 'classic', volume: 60, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') }; } catch { return { tune: 'classic', volume: 60 }; }
  };
  const write = (change) => { try { localStorage.setItem(KEY, JSON.stringify({ ...read(), ...change })); } catch { /* not allowed: as it was */ } };

  let audio, sounding;
  const context = () => (audio ??= new AudioContext());
  const silence = () => { sounding?.out.disconnect(); sounding = undefined; };
  const play = (seconds) => {
    silence();
    const { tune, volume } = read();
    const { every, notes } = TUNES[tune] ?? {};
    if (!every) return;
    const out = new GainNode(context(), { gain: (volume / 100) ** 2 });
    out.connect(audio.destination);
    for (let round = audio.currentTime + 0.02; round < audio.currentTime + seconds; round += every) {
      notes.forEach(([hertz, from, lasts]) => {
        const note = new OscillatorNode(audio, { frequency: hertz });
        const shape = new GainNode(audio, { gain: 0 });
        shape.gain.setValueAtTime(0, round + from);
        shape.gain.linearRampToValueAtTime(0.4, round + from + 0.02);
        shape.gain.setValueAtTime(0.4, round + from + lasts - 0.05);
        shape.gain.linearRampToValueAtTime(0, round + from + lasts);
        note.connect(shape).connect(out);
        note.start(round + from);
        note.stop(round + from + lasts);
      });
    }
    sounding = { out };
  };

  // Browsers let a page sound only after somebody touched it. It is asked for once; later any touch will do.
  const ask = document.getElementById('sound-ask');
  const mayNotify = () => window.isSecureContext && 'Notification' in window;
  const offer = (shown) => { if (ask) ask.hidden = !shown; };
  const wake = () => {
    if (read().tune !== 'off') context().resume().then(() => offer(false)).catch(() => {});
  };
  ['pointerdown', 'keydown'].forEach((touch) => addEventListener(touch, () => { if (read().asked) wake(); }, { capture: true, passive: true }));
  const allow = async () => {
    write({ asked: true });
    wake();
    if (mayNotify() && Notification.permission === 'default') await Notification.requestPermission();
    offer(false);
    settings();
  };
  ask?.querySelector('button').addEventListener('click', allow);
  ask?.querySelector('[data-not-now]').addEventListener('click', () => { write({ asked: true }); offer(false); });
  if (!read().asked && read().tune !== 'off') offer(true);

  // What rings, and in which of the pages it is this one's to say so.
  const mine = new Map();
  const met = new Set();
  const ringing = () => new Map([...document.querySelectorAll('[data-incoming]')].map((card) => [card.dataset.card, card.dataset.incoming]));
  const quiet = () => document.querySelector('#presence [value=DND][aria-pressed=true]');
  const shown = (id, by) => fetch(`/live/cards/${id}/shown`, {
    method: 'POST', keepalive: true, body: new URLSearchParams({ by }), headers: { [tokenHeader]: token },
  }).catch(() => {});
  // A page that is really before the eyes is painted; one that sleeps is not.
  const paintedThen = (what) => requestAnimationFrame(() => { if (document.visibilityState === 'visible') what(); });
  const notify = (id, name) => {
    if (!mayNotify() || Notification.permission !== 'granted') return undefined;
    const note = new Notification(name, { body: document.body.dataset.ringing ?? '', tag: id, requireInteraction: true });
    note.onshow = () => shown(id, 'NOTIFICATION');
    note.onclick = () => { focus(); note.close(); };
    return note;
  };
  const present = (id) => {
    const name = ringing().get(id);
    if (!name || mine.has(id)) return;
    const hidden = document.visibilityState === 'hidden';
    mine.set(id, quiet() || !hidden ? undefined : notify(id, name));
    if (!quiet()) {
      play(LONGEST);
      if (audio?.state === 'suspended') offer(true);
    }
    document.body.dataset.rang = id;
    paintedThen(() => shown(id, 'PAGE'));
  };
  const look = () => {
    const now = ringing();
    [...now.keys()].filter((id) => !met.has(id)).forEach((id) => {
      met.add(id);
      document.dispatchEvent(new CustomEvent('ring-claim', { detail: id }));
    });
    [...mine.keys()].filter((id) => !now.has(id)).forEach((id) => { mine.get(id)?.close(); mine.delete(id); });
    if (mine.size === 0) silence();
  };
  document.addEventListener('ring-yours', ({ detail: id }) => present(id));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') [...ringing().keys()].forEach((id) => paintedThen(() => shown(id, 'PAGE')));
  });
  document.addEventListener('htmx:afterSettle', look);
  document.addEventListener('DOMContentLoaded', look);

  // The settings, on the page of one's account.
  const form = document.querySelector('[data-ring-settings]');
  function settings() {
    if (!form) return;
    const state = !window.isSecureContext ? 'insecure' : !('Notification' in window) ? 'none' : Notification.permission;
    form.querySelectorAll('[data-when]').forEach((words) => { words.hidden = words.dataset.when !== state; });
    form.tune.value = read().tune;
    form.volume.value = read().volume;
  }
  form?.addEventListener('input', () => write({ tune: form.tune.value, volume: Number(form.volume.value) }));
  form?.querySelector('[data-ring-test]').addEventListener('click', () => { context().resume(); play(TUNES[read().tune]?.every ?? 0); });
  form?.querySelector('[data-ring-allow]').addEventListener('click', allow);
  form?.addEventListener('submit', (event) => event.preventDefault());
  settings();
})();
