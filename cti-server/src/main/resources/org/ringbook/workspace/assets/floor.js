// The floor: follows what changes, one question at a time however much happens, and puts each piece into its place by its id.
(() => {
  const floor = document.querySelector('[data-floor]');
  if (!floor) return;
  let version = Number(floor.dataset.version), asking = false, again = false;
  const byId = (id) => document.getElementById(id);
  const dialog = byId('floor-dialog');

  const put = (piece) => {
    const place = byId(piece.id);
    if (!place) return false;
    const focused = document.activeElement === place;
    place.replaceWith(piece);
    if (focused) piece.focus();
    return true;
  };
  const grid = async () => {
    const answer = await fetch('/floor/grid', { headers: { 'HX-Request': 'true' } });
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = made.getElementById('floor-grid');
    if (fresh) byId('floor-grid').replaceWith(fresh);
    filter();
  };
  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(`/floor/changes?after=${version}`, { headers: { 'HX-Request': 'true' } });
      if (answer.redirected || answer.status === 401) { location.reload(); return; }
      if (answer.ok) {
        const made = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-changes]');
        const shown = dialog.open && made.querySelector(`[data-person="${dialog.dataset.person}"]`);
        const strangers = [...made.children].filter((piece) => !put(piece));
        // Who is looked at goes on; but nobody is disturbed who types or chooses.
        if (shown && !dialog.querySelector('input:focus, select:focus')) open(dialog.dataset.person);
        version = Number(made.dataset.version);
        if (strangers.length) await grid();
        filter();
        sound();
      }
    } catch { /* the banner of the stream says that nothing is heard */ }
    asking = false;
    if (again) { again = false; ask(); }
  };
  document.body.addEventListener('stream:tiles', ask);
  // What only time changes is seen soon enough; a word that was missed is made good.
  setInterval(ask, 5000);

  // One team only; kept in this browser.
  const teams = document.querySelector('[data-floor-team]');
  const filter = () => {
    const wanted = teams?.value ?? '';
    document.querySelectorAll('[data-team-tiles]').forEach((one) => { one.hidden = wanted !== '' && one.dataset.teamTiles !== wanted; });
  };
  if (teams) {
    teams.value = localStorage.getItem('floor-team') ?? '';
    if (teams.selectedIndex < 0) teams.value = '';
    teams.addEventListener('change', () => { localStorage.setItem('floor-team', teams.value); filter(); });
    filter();
  }

  // Why the tile says so, and what can be done.
  const open = async (id) => {
    await htmx.ajax('GET', `/floor/people/${id}`, { target: '#floor-person', swap: 'outerHTML' });
    if (!dialog.open) dialog.showModal();
    dialog.dataset.person = id;
  };
  document.addEventListener('click', (event) => {
    const tile = event.target.closest('[data-person]');
    if (tile && tile.matches('.tile')) open(tile.dataset.person);
    const seen = event.target.closest('[data-seen]');
    if (seen) post(seen.dataset.seen);
    if (event.target.closest('[data-wall]')) wall(true);
  });
  const post = async (address) => {
    const { tokenHeader, token } = document.body.dataset;
    const answer = await fetch(address, { method: 'POST', headers: { [tokenHeader]: token } });
    if (answer.ok) ask();
  };

  // On a wall or a large screen: the floor alone.
  const wall = (on) => {
    document.documentElement.classList.toggle('is-wall', on);
    if (on) document.documentElement.requestFullscreen?.().catch(() => {});
  };
  document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement) wall(false); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !dialog.open) wall(false); });
  if (new URLSearchParams(location.search).has('wall')) wall(true);

  // An alarm that nobody has seen sounds once, where it was switched on.
  const button = document.querySelector('[data-alarm-sound]');
  const sounded = new Set([...document.querySelectorAll('[data-alarm]')].map((one) => one.dataset.alarm));
  let audio;
  const isOn = () => localStorage.getItem('floor-sound') === 'on';
  const label = () => {
    button.setAttribute('aria-pressed', String(isOn()));
    button.textContent = isOn() ? button.dataset.on : button.dataset.off;
  };
  const beep = () => {
    audio ??= new AudioContext();
    [0, 0.25].forEach((after, index) => {
      const tone = audio.createOscillator(), loud = audio.createGain();
      tone.frequency.value = index ? 660 : 880;
      loud.gain.value = 0.15;
      tone.connect(loud).connect(audio.destination);
      tone.start(audio.currentTime + after);
      tone.stop(audio.currentTime + after + 0.2);
    });
  };
  const sound = () => {
    const fresh = [...document.querySelectorAll('[data-alarm]:not(.is-seen)')].filter((one) => !sounded.has(one.dataset.alarm));
    fresh.forEach((one) => sounded.add(one.dataset.alarm));
    if (fresh.length && isOn()) beep();
  };
  button.addEventListener('click', () => { localStorage.setItem('floor-sound', isOn() ? 'off' : 'on'); label(); if (isOn()) beep(); });
  label();
})();
