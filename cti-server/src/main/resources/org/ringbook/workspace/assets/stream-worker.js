// One stream for all pages of one person in this browser. It lives as long as any of the pages does, whichever was first and whichever
// is closed. What was told is remembered with its number: a page that comes later says up to where it knows everything.
const SILENCE = 40_000; // the server is heard every 15 s
const LONGEST_WAIT = 5_000;
const KEPT = 500;
const HIDDEN_LATER = 150; // a page that is looked at goes before one that is hidden
const pages = new Set();
const rings = new Map();
let source, at, since = 0, log = [], open = false, wait = 500, watchdog, timer;

const read = (position) => {
  const [run, number] = (position ?? '').split('-');
  return { run, number: Number(number) };
};
const all = (message) => pages.forEach((page) => page.port.postMessage(message));

const missed = (position) => {
  const page = read(position), here = read(at);
  if (!position || page.run !== here.run || page.number < since) return ['*'];
  return [...new Set(log.filter((told) => told.number > page.number).flatMap((told) => told.names))];
};
const heard = () => {
  clearTimeout(watchdog);
  watchdog = setTimeout(broken, SILENCE);
};
const stop = () => {
  source?.close();
  source = undefined;
  open = false;
  clearTimeout(watchdog);
  clearTimeout(timer);
  timer = undefined;
};
function broken() {
  stop();
  if (pages.size === 0) return;
  all({ kind: 'lost' });
  timer = setTimeout(begin, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}
const reached = (position) => {
  if (!position || position === at) return;
  if (read(position).run !== read(at).run) { log = []; since = read(position).number; }
  at = position;
};

function begin() {
  timer = undefined;
  source = new EventSource(`/stream${at ? `?at=${encodeURIComponent(at)}` : ''}`);
  source.addEventListener('hello', (event) => {
    wait = 500;
    open = true;
    // What happened in between is told next; the position of the beginning is reached with it.
    if (!at) reached(event.lastEventId);
    heard();
    all({ kind: 'hello' });
  });
  source.addEventListener('beat', heard);
  source.addEventListener('over', () => { stop(); at = undefined; log = []; all({ kind: 'over' }); });
  source.addEventListener('changed', (event) => {
    heard();
    const names = JSON.parse(event.data);
    reached(event.lastEventId);
    log.push({ number: read(at).number, names });
    if (log.length > KEPT) since = log.shift().number;
    all({ kind: 'changed', names });
  });
  source.onerror = broken;
}

// A ring is one page's to sound and to show: the first that is looked at, else the first that is hidden. When that page is left, it is
// another's that shows it, or the next one's.
const grant = (id, page) => {
  if (rings.get(id) !== null) return;
  rings.set(id, page);
  page.port.postMessage({ kind: 'ring', id });
};
const ring = (page, { id, visible }) => {
  page.shows.add(id);
  if (!rings.has(id)) rings.set(id, null);
  if (rings.size > 200) rings.delete(rings.keys().next().value);
  if (visible) grant(id, page);
  else setTimeout(() => { if (pages.has(page)) grant(id, page); }, HIDDEN_LATER);
};

const join = (page, position) => {
  page.port.postMessage({ kind: 'here' });
  if (!source && !timer) {
    at = position || at;
    since = read(at).number || 0;
    log = [];
    begin();
    if (position === '') page.port.postMessage({ kind: 'changed', names: ['*'] });
    return;
  }
  const names = missed(position);
  if (names.length) page.port.postMessage({ kind: 'changed', names });
  if (open) page.port.postMessage({ kind: 'hello' });
};
const leave = (page) => {
  pages.delete(page);
  rings.forEach((owner, id) => {
    if (owner !== page) return;
    rings.set(id, null);
    const other = [...pages].find((one) => one.shows.has(id));
    if (other) grant(id, other);
  });
  if (pages.size === 0) stop();
};

onconnect = ({ ports: [port] }) => {
  const page = { port, shows: new Set() };
  port.onmessage = ({ data }) => {
    if (data.kind === 'join') { pages.add(page); join(page, data.at); }
    else if (data.kind === 'ring') ring(page, data);
    else if (data.kind === 'leave') leave(page);
    else if (data.kind === 'break') broken();
  };
};
