// Work on a call list with keys alone. What is typed stays while the card is made anew.
(() => {
  const kept = new Map();
  // Who was typing when the card went types on: that must not call the next one.
  let deaf = 0;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const here = () => document.querySelector('[data-list-work]');
  const seen = (one) => one.getClientRects().length > 0 && !one.disabled;
  const ahead = Number(document.body.dataset.now) - Date.now();

  document.addEventListener('input', ({ target }) => { if (target.dataset?.keep) kept.set(target.dataset.keep, target.value); });
  document.addEventListener('htmx:beforeSwap', () => { const now = document.activeElement; if (now?.dataset?.keep) kept.set('focus', now.dataset.keep); });
  const putBack = () => {
    if (!here()) return;
    all('[data-keep]').forEach((field) => { if (kept.has(field.dataset.keep) && !field.value) field.value = kept.get(field.dataset.keep); });
    const wanted = document.querySelector('[data-focus-now]');
    if (wanted) { kept.delete('focus'); delete wanted.dataset.focusNow; wanted.focus(); }
    const back = kept.get('focus');
    kept.delete('focus');
    const field = back && all('[data-keep]').find((one) => one.dataset.keep === back);
    if (field) field.focus(); else if (back) deaf = Date.now() + 1500;
    tick();
  };
  // The layout lets nothing settle later: what is new hears keys in the moment in which it stands there, and none is lost meanwhile.
  document.addEventListener('htmx:afterSettle', putBack);

  // By the key's place, so that it is the same in every layout.
  const keyOf = (event) => (event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.code.startsWith('Digit') ? event.code.slice(5) : event.key);
  document.addEventListener('keydown', (event) => {
    if (!here() || event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing) {
      if (event.key === 'Escape' && here().contains(typing)) typing.blur();
      if (event.key === 'Enter' && typing.matches('[data-list-when]')) { event.preventDefault(); typing.closest('.list-callback').querySelector('[data-list-promise]').click(); }
      // Else the browser would take the first result.
      else if (event.key === 'Enter' && typing.dataset.again && typing.value.trim()) { event.preventDefault(); document.querySelector(`.list-results button[value="${CSS.escape(typing.dataset.again)}"]`)?.click(); }
      else if (event.key === 'Enter' && typing.matches('.list-result input')) event.preventDefault();
      else if (event.key === 'Enter' && typing.matches('[data-script] input')) { event.preventDefault(); typing.blur(); typing.closest('[data-script]').querySelector('[data-list-key=Enter]')?.click(); }
      return;
    }
    if (Date.now() < deaf) { deaf = Date.now() + 1500; event.preventDefault(); event.stopImmediatePropagation(); return; }
    const key = keyOf(event);
    // What has the focus is pressed by Enter itself, and left by Tab.
    if (key === 'Enter' && event.target.closest('button, a, summary')) return;
    if (key === 'Tab' && (event.shiftKey || event.target !== document.body)) return;
    const field = all('[data-list-focus]').find((one) => one.dataset.listFocus === key && seen(one));
    const button = all('[data-list-key]').find((one) => one.dataset.listKey === key && seen(one));
    if (!field && !button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;
    if (button) button.click(); else { field.focus(); field.select?.(); }
  }, true);

  // What was typed as a time is said back as one.
  let asked;
  document.addEventListener('input', ({ target }) => {
    if (!target.matches?.('[data-list-when]')) return;
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const answer = await fetch(`/campaigns/when?${new URLSearchParams({ when: target.value, zone: target.dataset.zone })}`);
      const place = target.closest('.list-callback')?.querySelector('[data-list-when-words]');
      if (answer.ok && place) place.textContent = (await answer.json()).words;
    }, 250);
  });

  // data-until: how long is left.
  const tick = () => all('[data-until]').forEach((place) => {
    const left = Math.max(0, Math.ceil((Number(place.dataset.until) - Date.now() - ahead) / 1000));
    place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    place.classList.toggle('is-late', left <= 10);
  });
  setInterval(tick, 1000);
  tick();
})();
