// data-keeps: what is typed into a form is kept in this browser until the server has it, so that it survives a refresh, a crash, and having
// to sign in again. It comes back when the same form is opened again, and can be put away.
(() => {
  const { person } = document.body.dataset;
  const form = document.querySelector('form[data-keeps]');
  const here = `form ${person} ${location.pathname}`;
  const SENT = `sent ${person}`;
  const DAYS = 7 * 24 * 3600 * 1000;
  const get = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const set = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* no room, or not allowed */ } };
  const forget = (key) => { try { localStorage.removeItem(key); } catch { /* not allowed */ } };
  if (!person) return;

  // A form that was sent leads to another page when it was taken, and back to itself when it was refused.
  const sent = get(SENT)?.keys ?? [];
  const refused = document.querySelector('[role=alert].notice-bad');
  if (!refused) sent.filter((key) => key !== here).forEach(forget);
  forget(SENT);
  if (!form) return;

  const fields = () => [...form.querySelectorAll('input[name], textarea[name], select[name]')]
    .filter((field) => !['hidden', 'password', 'file', 'submit', 'checkbox', 'radio'].includes(field.type));
  const values = () => fields().map((field) => [field.name, field.value]);
  const made = JSON.stringify(values());
  // What the card was when it was typed over: a draft that comes back is told from what others changed since.
  const SEEN = ['version', 'seen'];
  const base = () => (form.elements.seen ? SEEN.map((name) => form.elements[name].value) : null);
  const keep = () => set(here, { at: Date.now(), values: values(), base: base() });
  const changed = document.querySelector('[data-changed]');
  const kept = get(here);
  if (changed) keep();
  else if (kept && Date.now() - kept.at < DAYS && !form.querySelector('[role=alert]') && JSON.stringify(kept.values) !== made) {
    const now = fields();
    // A line that was added to the form is not there now: what fits its field by name comes back.
    kept.values.forEach(([name, value]) => {
      const at = now.findIndex((field) => field.name === name);
      if (at >= 0) now.splice(at, 1)[0].value = value;
    });
    if (form.elements.seen) kept.base?.forEach((value, at) => { form.elements[SEEN[at]].value = value; });
    const notice = form.querySelector('[data-kept-notice]') ?? document.getElementById('form-kept');
    if (notice) {
      notice.hidden = false;
      notice.querySelector('button').addEventListener('click', () => { forget(here); location.reload(); });
    }
  }
  form.addEventListener('input', () => {
    if (JSON.stringify(values()) === made) forget(here);
    else keep();
  });
  form.addEventListener('submit', () => set(SENT, { keys: [...(refused ? sent : []), here] }));
})();
