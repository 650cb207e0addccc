// The live stream. The server only says that something changed; each part of the page then asks for itself, so a part
// that missed a word is right again with the next. What is said arrives as events of <body>: stream:mine, stream:calls…
(() => {
  const SILENCE = 40_000; // the server is heard every 15 s
  const LONGEST_WAIT = 5_000;
  const wanted = () => document.querySelector('[data-stream]');
  let source, watchdog, wait = 500, lost = false, closing = false;

  const tell = (name, detail) => document.body.dispatchEvent(new CustomEvent(`stream:${name}`, { detail }));

  // A part that is being exchanged hears nothing. What was told since it asked is told once more when it is there.
  const toldAt = new Map(), askedAt = new WeakMap();
  let told = 0;
  const tellAndRemember = (name) => {
    toldAt.set(name, ++told);
    tell(name);
  };
  const names = (part) => [...(part.getAttribute('hx-trigger') ?? '').matchAll(/stream:([\w-]+)/g)].map((found) => found[1]);
  document.addEventListener('htmx:beforeRequest', (event) => askedAt.set(event.detail.xhr, told));
  document.addEventListener('htmx:afterSettle', (event) => {
    const asked = askedAt.get(event.detail.xhr);
    names(event.detail.elt).filter((name) => toldAt.get(name) > asked).forEach((name) => tell(name));
  });

  const banner = (shown) => {
    const place = document.getElementById('connection');
    if (place) place.hidden = !shown;
    document.body.classList.toggle('is-offline', shown);
    document.body.dataset.listening = shown ? 'no' : 'yes';
  };
  const heard = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(broken, SILENCE);
  };
  const broken = () => {
    if (closing) return;
    source?.close();
    clearTimeout(watchdog);
    lost = true;
    banner(true);
    setTimeout(open, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };
  const stop = () => {
    source?.close();
    source = undefined;
    clearTimeout(watchdog);
  };

  function open() {
    if (!wanted()) return;
    source?.close();
    source = new EventSource(wanted().dataset.stream);
    source.addEventListener('hello', () => {
      wait = 500;
      banner(false);
      heard();
      if (lost) ['mine', 'calls', 'floor', 'sources', 'tasks', 'followups'].forEach(tellAndRemember);
      lost = false;
    });
    source.addEventListener('beat', heard);
    source.addEventListener('over', () => location.reload());
    source.addEventListener('changed', (event) => {
      heard();
      const changed = JSON.parse(event.data);
      changed.forEach(tellAndRemember);
      tell('any', changed);
    });
    source.onerror = broken;
  }

  addEventListener('pagehide', () => { closing = true; stop(); });
  addEventListener('pageshow', (event) => { if (event.persisted) { closing = false; lost = true; open(); } });
  // A browser keeps few connections to one server: pages that nobody looks at let go, except the one that must ring.
  document.addEventListener('visibilitychange', () => {
    const place = wanted();
    if (!place || place.hasAttribute('data-stream-always')) return;
    if (document.hidden) stop();
    else if (!source) { lost = true; open(); }
  });
  document.addEventListener('stream-breaks', broken);
  document.addEventListener('DOMContentLoaded', open);
})();
