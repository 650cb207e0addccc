// The live stream. The server only says that something changed; each part of the page then asks for itself, so a part
// that missed a word is right again with the next. What is said arrives as events of <body>: stream:mine, stream:calls…
// All pages of a browser share one connection, kept by a worker (stream-worker.js). Where the browser has no such worker each page has
// its own, and those that nobody looks at let go. A page says up to where it knows everything, so nothing is lost before it listens.
(() => {
  const SILENCE = 40_000; // the server is heard every 15 s
  const LONGEST_WAIT = 5_000;
  const WORKER_ANSWERS = 4_000;
  const FOR_HIDDEN = ['mine', 'tasks', 'presence'];
  const { person, worker, position } = document.body.dataset;
  if (!person) return;
  let at = position;

  const tell = (name, detail) => document.body.dispatchEvent(new CustomEvent(`stream:${name}`, { detail }));

  // A part that is being exchanged hears nothing. What was told since it asked is told once more when it is there.
  const toldAt = new Map(), askedAt = new WeakMap();
  let told = 0;
  const names = (part) => [...(part.getAttribute('hx-trigger') ?? '').matchAll(/stream:([\w-]+)/g)].map((found) => found[1]);
  const tellAndRemember = (name) => {
    toldAt.set(name, ++told);
    tell(name);
  };
  document.addEventListener('htmx:beforeRequest', (event) => askedAt.set(event.detail.xhr, told));
  document.addEventListener('htmx:afterSettle', (event) => {
    const asked = askedAt.get(event.detail.xhr);
    names(event.detail.elt).filter((name) => toldAt.get(name) > asked).forEach((name) => tell(name));
  });

  // A page that nobody looks at follows only what calls its person; the rest waits until somebody looks.
  const later = new Set();
  const everything = () => new Set([...document.querySelectorAll('[hx-trigger*="stream:"]')].flatMap(names).concat('mine'));
  const changed = (news) => {
    const now = news.includes('*') ? [...everything()] : news;
    const hidden = document.visibilityState === 'hidden';
    now.filter((name) => hidden && !FOR_HIDDEN.includes(name)).forEach((name) => later.add(name));
    const said = hidden ? now.filter((name) => FOR_HIDDEN.includes(name)) : now;
    said.forEach(tellAndRemember);
    if (!hidden) tell('any', said);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || later.size === 0) return;
    const waited = [...later];
    later.clear();
    changed(waited);
  });

  const banner = (shown) => {
    const place = document.getElementById('connection');
    if (place) place.hidden = !shown;
    document.body.classList.toggle('is-offline', shown);
    document.body.dataset.listening = shown ? 'no' : 'yes';
  };
  const yours = (id) => document.dispatchEvent(new CustomEvent('ring-yours', { detail: id }));

  let port, answered = false;
  const received = ({ data }) => {
    answered = true;
    if (data.kind === 'hello') banner(false);
    else if (data.kind === 'lost') banner(true);
    else if (data.kind === 'changed') changed(data.names);
    else if (data.kind === 'ring') yours(data.id);
    else if (data.kind === 'over') location.reload();
  };
  const joinWorker = () => {
    try {
      const shared = new SharedWorker(worker, { name: `ringbook ${person}` });
      shared.onerror = alone;
      port = shared.port;
      port.onmessage = received;
      port.postMessage({ kind: 'join', at });
      setTimeout(() => { if (!answered) alone(); }, WORKER_ANSWERS);
    } catch {
      alone();
    }
  };

  // Without a worker: this page's own connection.
  let source, watchdog, timer, wait = 500, isAlone = false, closing = false;
  const stop = () => {
    source?.close();
    source = undefined;
    clearTimeout(watchdog);
    clearTimeout(timer);
  };
  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(broken, SILENCE);
  };
  function broken() {
    if (closing) return;
    stop();
    banner(true);
    timer = setTimeout(begin, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  function begin() {
    stop();
    source = new EventSource(`/stream?at=${encodeURIComponent(at)}`);
    source.addEventListener('hello', () => { wait = 500; banner(false); heard(); });
    source.addEventListener('beat', heard);
    source.addEventListener('over', () => location.reload());
    source.addEventListener('changed', (event) => {
      heard();
      at = event.lastEventId || at;
      changed(JSON.parse(event.data));
    });
    source.onerror = broken;
  }
  function alone() {
    if (isAlone) return;
    isAlone = true;
    port = undefined;
    document.body.dataset.alone = 'yes';
    begin();
  }
  // A browser keeps few connections to one server: pages that nobody looks at let go, except the one that must ring.
  document.addEventListener('visibilitychange', () => {
    if (!isAlone || document.querySelector('[data-stream-always]')) return;
    if (document.hidden) stop();
    else if (!source) begin();
  });

  document.addEventListener('ring-claim', ({ detail: id }) => {
    if (port) { port.postMessage({ kind: 'ring', id, visible: document.visibilityState === 'visible' }); return; }
    try {
      if (localStorage.getItem('rang') === id) return;
      localStorage.setItem('rang', id);
    } catch { /* not allowed: it sounds in each page */ }
    yours(id);
  });
  document.addEventListener('stream-breaks', () => { if (port) port.postMessage({ kind: 'break' }); else broken(); });
  addEventListener('pagehide', () => { closing = true; port?.postMessage({ kind: 'leave' }); stop(); });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    closing = false;
    if (port) port.postMessage({ kind: 'join', at: '' }); else begin();
  });
  document.addEventListener('DOMContentLoaded', () => { if (window.SharedWorker && worker) joinWorker(); else alone(); });
})();
